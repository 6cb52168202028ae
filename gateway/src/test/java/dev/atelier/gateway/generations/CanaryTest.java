package dev.atelier.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.jobs.JobIds;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {
    private static final List<String> JOBS = IntStream.range(0, 2000)
            .mapToObj(i -> JobIds.derive("default", "order-" + i))
            .toList();

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.25, 0.5, 0.9})
    void theChallengerGetsItsShareOfTheJobs(double share) {
        long taken = JOBS.stream().filter(job -> Canary.takes(share, job)).count();
        // Four standard deviations of a binomial distribution; the ids are the same in every run.
        assertThat((double) taken / JOBS.size())
                .isBetween(
                        share - 4 * Math.sqrt(share * (1 - share) / JOBS.size()),
                        share + 4 * Math.sqrt(share * (1 - share) / JOBS.size()));
    }

    @Test
    void ofNoShareNoJobIsTakenAndOfTheWholeEvery() {
        assertThat(JOBS).noneMatch(job -> Canary.takes(0, job)).allMatch(job -> Canary.takes(1, job));
    }

    @Test
    void aModelIsFoundByANameAsAnEnvironmentVariableCanSayIt() {
        Canary canary = new Canary(Map.of("fashion.mnist.cgan", 1.0));
        assertThat(canary.takes("fashion-mnist-cgan", JOBS.get(0))).isTrue();
        assertThat(canary.takes("fashion-mnist-cvae", JOBS.get(0))).isFalse();
    }

    @Test
    void theSameJobAlwaysMeetsTheSameVersion() {
        List<Boolean> first = JOBS.stream().map(job -> Canary.takes(0.3, job)).toList();
        assertThat(JOBS.stream().map(job -> Canary.takes(0.3, job)).toList()).isEqualTo(first);
    }

    @Test
    void aJobThatIsTakenStaysSoWhenTheShareGrows() {
        assertThat(JOBS.stream().filter(job -> Canary.takes(0.1, job))).allMatch(job -> Canary.takes(0.2, job));
    }
}
