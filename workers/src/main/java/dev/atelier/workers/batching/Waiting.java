package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Work;

/** Work in the queue, of which pictures are made one by one when they are taken: a shard has thousands. */
final class Waiting {
    private final Work work;
    private final long since;
    private int next;

    Waiting(Work work, long since) {
        this.work = work;
        this.since = since;
    }

    Work work() {
        return work;
    }

    long since() {
        return since;
    }

    int left() {
        return work.count() - next;
    }

    PictureTask next() {
        return new PictureTask(work, next++);
    }
}
