/** Settings under which an n8n neither calls home nor asks anybody anything. */
const QUIET: NodeJS.ProcessEnv = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,workflow-builder,quick-connect',
	N8N_SECURE_COOKIE: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_LOG_LEVEL: 'info',
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '-1',
	GENERIC_TIMEZONE: 'UTC',
	NO_COLOR: '1',
};

/** Where one n8n process keeps its things, and which ports are its own. */
export interface Place {
	userFolder: string;
	port: number;
	brokerPort: number;
	encryptionKey: string;
}

/** The environment of one n8n process. The caller's own N8N_*, DB_* and QUEUE_* settings are left out. */
export function n8nEnvironment(place: Place, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !/^(N8N|DB|QUEUE|EXECUTIONS|npm)_/.test(name));
	return {
		...Object.fromEntries(own),
		...QUIET,
		N8N_USER_FOLDER: place.userFolder,
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_ENCRYPTION_KEY: place.encryptionKey,
		...more,
	};
}
