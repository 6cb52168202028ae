package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvLineTest {

    @Example
    void theLastColumnTakesCommasAndQuotesAsTheyAre() {
        assertThat(CsvLine.split("7491,Women,Nike 3.5\"\" Pink, for women", 3))
                .containsExactly("7491", "Women", "Nike 3.5\"\" Pink, for women");
    }

    @Example
    void aLineWithFewerCommasHasFewerFields() {
        assertThat(CsvLine.split("1,2", 4)).containsExactly("1", "2");
        assertThat(CsvLine.split("", 4)).containsExactly("");
        assertThat(CsvLine.split("1,,", 4)).containsExactly("1", "", "");
    }

    @Example
    void aQuoteThatIsNotClosedIsAQuote() {
        assertThat(CsvLine.split("\"a,b", 2)).containsExactly("\"a", "b");
    }

    @Property
    void whatIsQuotedComesBackWhole(@ForAll("fields") List<String> fields) {
        String line =
                fields.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));

        assertThat(CsvLine.split(line, fields.size())).isEqualTo(fields);
    }

    @Property
    void withoutQuotesOnlyTheLastFieldMayHoldCommas(
            @ForAll("plain") List<String> fields, @ForAll("texts") String last) {
        String unquotedLast = last.replace("\"", "");
        String line = String.join(",", fields) + "," + unquotedLast;

        List<String> split = CsvLine.split(line, fields.size() + 1);

        assertThat(split.subList(0, fields.size())).isEqualTo(fields);
        assertThat(split.get(fields.size())).isEqualTo(unquotedLast);
    }

    @Property
    void anyLineGivesBetweenOneFieldAndAllColumns(@ForAll String line) {
        assertThat(CsvLine.split(line, 5)).hasSizeBetween(1, 5);
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return texts().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> plain() {
        return Arbitraries.strings().alpha().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab,\" é").ofMaxLength(8);
    }
}
