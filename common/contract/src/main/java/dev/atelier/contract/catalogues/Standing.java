package dev.atelier.contract.catalogues;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.ShardRequest;

/**
 * Whether a batch goes on: the fold of its events, the same for who asks for shards and who makes them.
 *
 * @param over by whatever end
 * @param paused now, by a person or by itself
 * @param halted paused by itself
 * @param resumes so far; a resume of a batch that is not paused does not count
 */
public record Standing(boolean over, boolean paused, boolean halted, int resumes) {
    /** Of a batch that nothing was said of. */
    public static final Standing GOING_ON = new Standing(false, false, false, 0);

    public Standing after(CatalogueEvent event) {
        if (over) {
            return this;
        } else if (event instanceof Cancelled || event instanceof Completed || event instanceof Failed) {
            return new Standing(true, false, false, resumes);
        } else if (event instanceof Paused) {
            return new Standing(false, true, halted, resumes);
        } else if (event instanceof Halted && !paused) {
            return new Standing(false, true, true, resumes);
        } else if (event instanceof Resumed && paused || event instanceof Retried && halted) {
            return new Standing(false, false, false, resumes + 1);
        }
        return this;
    }

    /**
     * Whether a shard is to be begun. What was asked for before a pause is void, also once the batch is resumed: whoever
     * asks asks again then.
     */
    public boolean wants(ShardRequest request) {
        return !over && request.resumes() >= (paused ? resumes + 1 : resumes);
    }
}
