import { bearer } from '../../core/authorization';
import { serviceRecord } from '../../serviceRecord';
import { dataFramer as api, DATAFRAMER_FILES, DATAFRAMER_RUNS } from './api';
import { usualBehaviour } from './behaviour';
import { page } from './page';
import { requests } from './requests';
import { secrets } from './secrets';
import { dataFramerStorage } from './storage';

/** DataFramer: the API, and the storage that its links lead to. */
export const dataFramer = serviceRecord({
	origins: ['dataFramer', 'dataFramerStorage'],
	secrets: { dataFramer: secrets },
	usualBehaviour,
	start(stage) {
		const storage = dataFramerStorage(stage);
		return { dataFramer: api(stage, storage.links), dataFramerStorage: storage.service };
	},
	credentials: (origins) => ({
		dataFramerApi: { baseUrl: origins.dataFramer, apiKey: secrets.apiKey },
	}),
	readyAtOnce: { buildMilliseconds: 0, pendingAnswers: 1 },
	requests,
	people: { dataFramer: { authorization: bearer(secrets.apiKey) } },
	demo: () => ({ runId: DATAFRAMER_RUNS.ready }),
	files: DATAFRAMER_FILES,
	page,
});
