package dev.atelier.gateway.operations;

import dev.atelier.gateway.log.ConsumerGroups.Member;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the installation stands.
 *
 * @param lanes what waits, by who reads it
 * @param workers those in the group of the interactive lane
 * @param trainers those that take updates of data sets in
 * @param jobs that are not over, by this gateway's view
 * @param deadLetters that nobody has replayed
 */
@Schema(name = "Operations")
record OperationsBody(
        List<Lane> lanes,
        List<Member> workers,
        List<Member> trainers,
        List<RunningBody> trainings,
        JobsBody jobs,
        StoreBody store,
        long deadLetters) {

    /**
     * A topic and the group that works it off.
     *
     * @param waiting messages that the group has not finished, those under way included
     * @param members of the group
     */
    @Schema(name = "Lane")
    record Lane(String name, String topic, String group, long waiting, int members) {}

    /** @param trainer that has the run; absent where none has taken it yet */
    @Schema(name = "OpenTraining")
    record RunningBody(String id, String model, String state, Optional<String> trainer) {}

    @Schema(name = "OpenJobs")
    record JobsBody(int open, long images) {}

    /** @param state reachable, or unreachable: then requests wait for it in the log */
    @Schema(name = "StoreState")
    record StoreBody(String state) {}
}
