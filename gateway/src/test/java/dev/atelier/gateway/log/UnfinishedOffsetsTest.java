package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnfinishedOffsetsTest {
    private final UnfinishedOffsets offsets = new UnfinishedOffsets();

    @Test
    void nothingBehindAnUnfinishedRecordIsCommitted() {
        offsets.begun(4);
        offsets.begun(5);
        offsets.done(5);
        assertThat(offsets.toCommit()).hasValue(4);
        offsets.done(4);
        assertThat(offsets.toCommit()).hasValue(6);
    }

    @Test
    void recordsThatNeedNothingAreCommittedWithTheOthers() {
        offsets.begun(0);
        offsets.passed(1);
        offsets.passed(2);
        assertThat(offsets.toCommit()).isEmpty();
        offsets.done(0);
        assertThat(offsets.toCommit()).hasValue(3);
    }

    @Test
    void anOffsetIsToBeCommittedUntilTheBrokerHasIt() {
        offsets.passed(7);
        assertThat(offsets.toCommit()).hasValue(8);
        assertThat(offsets.toCommit()).hasValue(8);
        offsets.committed(8);
        assertThat(offsets.toCommit()).isEmpty();
    }
}
