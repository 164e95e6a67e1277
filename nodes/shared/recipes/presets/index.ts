import { crowdin } from './translations/crowdin';
import { cvat } from './data/cvat';
import { dataverse } from './data/dataverse';
import { dropbox } from './storage/dropbox';
import { gbif } from './data/gbif';
import { github } from './code/github';
import { githubArtifact } from './code/githubArtifact';
import { gitlab } from './code/gitlab';
import { immich } from './storage/immich';
import { labelStudio } from './data/labelStudio';
import { lokalise } from './translations/lokalise';
import { nextcloud } from './storage/nextcloud';
import { osf } from './data/osf';
import { paperlessNgx } from './storage/paperlessNgx';
import { qualtrics } from './data/qualtrics';
import { seafile } from './storage/seafile';
import { zenodo } from './data/zenodo';
import type { Preset } from '../preset';

/** Services that are recipe files, by name. A new one is a file here and a line. */
export const presets = {
	crowdin,
	cvat,
	dataverse,
	dropbox,
	gbif,
	github,
	githubArtifact,
	gitlab,
	immich,
	labelStudio,
	lokalise,
	nextcloud,
	osf,
	paperlessNgx,
	qualtrics,
	seafile,
	zenodo,
} satisfies Record<string, Preset>;
