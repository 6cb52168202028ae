package dev.atelier.workers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemandTest {
    @Test
    void asksForNoMoreThanWouldFitIfEachRequestWereOfTheLargestSize() {
        Demand demand = Demand.ofPictures(256);

        assertThat(demand.ask()).isEqualTo(4);
        assertThat(demand.ask()).isZero();
    }

    @Test
    void smallRequestsMakeRoomForMoreOnceTheirSizeIsKnown() {
        Demand demand = Demand.ofPictures(256);
        demand.ask();

        demand.arrived();
        assertThat(demand.ask()).isZero();
        demand.hold(1);
        assertThat(demand.ask()).isZero();
        demand.arrived();
        demand.hold(1);
        assertThat(demand.ask()).isEqualTo(1);
        assertThat(demand.held()).isEqualTo(2);
    }

    @Test
    void neverHoldsMoreThanTheMostWhateverComes() {
        Demand demand = Demand.ofPictures(300);
        for (int i = 0; i < 500; i++) {
            for (int more = demand.ask(); more > 0; more--) {
                demand.arrived();
                demand.hold(1 + i % 64);
            }
            assertThat(demand.held()).isLessThanOrEqualTo(300);
            demand.release(1 + i % 64);
        }
    }

    @Test
    void asksAgainWhenARequestIsOver() {
        Demand demand = Demand.ofPictures(128);
        demand.ask();
        demand.arrived();
        demand.hold(64);
        demand.arrived();
        demand.hold(64);
        assertThat(demand.ask()).isZero();

        demand.release(64);

        assertThat(demand.ask()).isEqualTo(1);
    }

    @Test
    void asksForNothingOnceClosed() {
        Demand demand = Demand.ofPictures(256);

        demand.close();

        assertThat(demand.ask()).isZero();
    }

    @Test
    void refusesABoundThatCouldNotOverlapTwoRequests() {
        assertThatThrownBy(() -> Demand.ofPictures(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("atelier.worker.pictures-in-flight must be at least 128, not 100");
    }
}
