// Loaded into the server that is measured: answers every message of its parent with the CPU time it has used so far.
process.on('message', () => process.send?.(process.cpuUsage()));
