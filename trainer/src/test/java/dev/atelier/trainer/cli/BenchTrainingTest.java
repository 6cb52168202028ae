package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTrainingTest {

    @Test
    void theReportHoldsWhatProgramsRead() throws IOException {
        JsonNode report = Json.mapper().readTree(run("--batch", "4", "--steps", "2", "--json"));

        List<String> fields = new ArrayList<>();
        report.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly(
                        "model",
                        "batch",
                        "stepMs",
                        "forwardMs",
                        "stepsPerSecond",
                        "gflops",
                        "sgemmGflops",
                        "ratioToSgemm",
                        "shares");
        assertThat(report.path("model").asText()).isEqualTo("cgan");
        assertThat(report.path("batch").asInt()).isEqualTo(4);
        assertThat(report.path("stepsPerSecond").asDouble()
                        * report.path("stepMs").asDouble())
                .isCloseTo(1000, within(1e-6));
        assertThat(report.path("ratioToSgemm").asDouble()
                        * report.path("sgemmGflops").asDouble())
                .isCloseTo(report.path("gflops").asDouble(), within(1e-6));
        assertThat(report.path("forwardMs").asDouble())
                .isPositive()
                .isLessThan(report.path("stepMs").asDouble());
        assertThat(sum(report.path("shares"))).isCloseTo(1, within(1e-9));
        assertThat(report.path("shares").path("generator through discriminator").asDouble())
                .isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void thePersonReadsWhereTheTimeGoes() {
        assertThat(run("--batch", "4", "--steps", "1"))
                .contains("cgan, batch 4")
                .contains("  discriminator  ")
                .contains("optimiser")
                .contains("sgemm");
    }

    private static double sum(JsonNode shares) {
        return StreamSupport.stream(shares.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sum();
    }

    private static String run(String... options) {
        StringWriter output = new StringWriter();
        CommandLine command = new CommandLine(new BenchTrainingCommand()).setOut(new PrintWriter(output, true));
        assertThat(command.execute(options)).isZero();
        return output.toString();
    }
}
