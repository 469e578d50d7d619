"""The promise to ring back: requests, attempts, the dial gate, the job queue."""
