// n8n finds the nodes and credentials through the "n8n" block of package.json, not through this file.
// It is here because a package has to have something to load.
module.exports = {};
