import { crowdin } from './crowdin';
import { dataverse } from './dataverse';
import { dropbox } from './dropbox';
import { github } from './github';
import { githubArtifact } from './githubArtifact';
import { gitlab } from './gitlab';
import { immich } from './immich';
import { labelStudio } from './labelStudio';
import { lokalise } from './lokalise';
import { nextcloud } from './nextcloud';
import { osf } from './osf';
import { paperlessNgx } from './paperlessNgx';
import { qualtrics } from './qualtrics';
import { seafile } from './seafile';
import { zenodo } from './zenodo';
import type { Preset } from '../preset';

/** Services that are recipe files, by name. A new one is a file here and a line. */
export const presets = {
	crowdin,
	dataverse,
	dropbox,
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
