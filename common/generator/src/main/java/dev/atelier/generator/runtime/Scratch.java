package dev.atelier.generator.runtime;

import java.util.UUID;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for the arrays of one run of a network, taken at the first run and used again by each later one on the same
 * thread, so that it neither grows nor waits for the garbage collector.
 */
public final class Scratch implements AutoCloseable {

    private static final WorkspaceConfiguration CONFIGURATION = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyAllocation(AllocationPolicy.STRICT)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final String name = "SCRATCH-" + UUID.randomUUID();

    /** Opens it: arrays made until the returned scope is closed lie here, and are void afterwards. */
    public MemoryWorkspace enter() {
        return Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, name);
    }

    /** Gives the calling thread's memory back. */
    @Override
    public void close() {
        if (Nd4j.getWorkspaceManager().checkIfWorkspaceExists(name)) {
            Nd4j.getWorkspaceManager()
                    .destroyWorkspace(Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(name));
        }
    }
}
