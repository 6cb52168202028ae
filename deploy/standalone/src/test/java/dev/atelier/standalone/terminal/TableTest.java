package dev.atelier.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAlignedAndNumbersStandToTheRight() {
        Table table = new Table("BATCH", "WHAT").row("8", "eight").row("64", "sixty-four");

        assertThat(table.lines()).containsExactly("  BATCH  WHAT", "      8  eight", "     64  sixty-four");
    }

    @Test
    void aTableWithoutHeadingsHasNoHeadingLine() {
        assertThat(new Table("", "").row("seed", "a").lines()).containsExactly("  seed  a");
    }
}
