package dev.atelier.gateway.jobs;

/**
 * What lies before a job that waits.
 *
 * @param jobs not yet over that were accepted before it
 * @param images that these still have to get
 */
public record Position(int jobs, long images) {
    static final Position NOTHING = new Position(0, 0);

    Position plus(int moreJobs, long moreImages) {
        return new Position(jobs + moreJobs, images + moreImages);
    }
}
