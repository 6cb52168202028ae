package dev.atelier.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.standalone.terminal.CommandFailure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExperimentOptionsTest {
    private static final AttributeSchema SCHEMA = AttributeSchema.of(Attribute.oneOf("type", List.of("bag", "coat")));

    private static Experiment experiment(String... arguments) {
        return CommandLine.populateCommand(new ExperimentOptions(), arguments).experiment(SCHEMA);
    }

    @Test
    void aVariationIsOfALatentAndHasAStrength() {
        assertThat(experiment("--vary", "7:3").variation())
                .contains(new Variation(new Latent(7, 3), new BigDecimal("0.3")));
        assertThat(experiment("--vary", "7", "--strength", "0.05").variation())
                .contains(new Variation(new Latent(7, 0), new BigDecimal("0.05")));
        assertThat(experiment().isNone()).isTrue();
    }

    @Test
    void whatIsNoVariationIsRefusedByItsOption() {
        assertThatThrownBy(() -> experiment("--vary", "7", "--strength", "0"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--strength must be a number above 0, at most 1, of at most 6 decimals, not 0");
        assertThatThrownBy(() -> experiment("--vary", "seven")).hasMessageStartingWith("--vary must be SEED");
        assertThatThrownBy(() -> experiment("--vary", "7", "--to-latent", "9"))
                .hasMessageContaining("takes neither --to-latent nor --to-attribute");
    }
}
