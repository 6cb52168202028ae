/** What every stage of the pipeline has in common: threads behind a bounded buffer. Knows nothing of pictures. */
package dev.atelier.workers.stages;
