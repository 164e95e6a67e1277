import type { presets } from '../../../nodes/shared/recipes/presets';
import { crowdin } from './crowdin';
import { cvat } from './cvat';
import { dataverse } from './dataverse';
import { dropbox } from './dropbox';
import { gbif } from './gbif';
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
import type { PresetService } from './presetService';

/** A service for each preset: what is listed there has to be here. */
export const presetServices: Record<keyof typeof presets, PresetService> = {
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
};
