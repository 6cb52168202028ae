package dev.atelier.workers.encoding;

import dev.atelier.contract.images.Picture;
import dev.atelier.workers.jobs.Work;

/**
 * A picture as it comes from the generator.
 *
 * @param index within its work
 */
record Generated<W extends Work>(W work, int index, Picture picture) {}
