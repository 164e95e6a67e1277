import { bearer } from '../../core/authorization';
import { serviceRecord } from '../../serviceRecord';
import { gumloop as api } from './api';
import { usualBehaviour } from './behaviour';
import { page } from './page';
import { GUMLOOP_FILES, GUMLOOP_RUNS } from './runs';
import { requests } from './requests';
import { secrets } from './secrets';

const { apiKey, userId, teamKey, teamId, clientId } = secrets;

/** Gumloop: one API for all. */
export const gumloop = serviceRecord({
	origins: ['gumloop'],
	secrets: { gumloop: secrets },
	usualBehaviour,
	start: (stage) => ({ gumloop: api(stage) }),
	credentials(origins) {
		const address = { baseUrl: `${origins.gumloop}/api/v1` };
		return {
			gumloopApi: { ...address, apiKey, userId },
			gumloopTeamApi: { ...address, apiKey: teamKey, projectId: teamId, userId },
			gumloopOAuth2Api: { ...address, clientId, userId },
		};
	},
	requests,
	people: {
		personal: { authorization: bearer(apiKey), 'x-auth-key': userId },
		personalBare: { authorization: bearer(apiKey) },
		team: { authorization: bearer(teamKey) },
	},
	demo: () => ({ runId: GUMLOOP_RUNS.done, fileNames: GUMLOOP_FILES.map(({ path }) => path) }),
	files: GUMLOOP_FILES,
	page,
});
