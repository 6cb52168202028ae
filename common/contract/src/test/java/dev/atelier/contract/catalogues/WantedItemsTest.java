package dev.atelier.contract.catalogues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Combinations;
import dev.atelier.contract.catalogues.SourceLine.Bad;
import dev.atelier.contract.catalogues.SourceLine.Wanted;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.contract.messages.GenerationRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WantedItemsTest {
    private static final AttributeSchema SCHEMA = new AttributeSchema(
            AttributeSchema.VERSION,
            List.of(
                    Attribute.oneOf("type", List.of("Shirt", "Bag")),
                    Attribute.oneOf("colour", List.of("Navy, dark", "White", "Red")),
                    Attribute.manyOf("fabric", List.of("denim", "lace", "silk"))),
            Optional.of(new Combinations(
                    List.of("type", "colour"),
                    List.of(
                            List.of("Shirt", "Navy, dark"),
                            List.of("Shirt", "White"),
                            List.of("Shirt", "Red"),
                            List.of("Bag", "Navy, dark"),
                            List.of("Bag", "Red")))));

    private static List<SourceLine> read(Format format, byte[] source) {
        var lines = new ArrayList<SourceLine>();
        try {
            WantedItems items = WantedItems.read(format, new ByteArrayInputStream(source), SCHEMA, 100);
            for (Optional<SourceLine> line = items.next(); line.isPresent(); line = items.next()) {
                lines.add(line.get());
            }
            return lines;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<SourceLine> csv(String text) {
        return read(Format.CSV, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<SourceLine> jsonl(String text) {
        return read(Format.JSONL, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<SourceLine> axes(String text) {
        return read(Format.AXES, text.getBytes(StandardCharsets.UTF_8));
    }

    private static CatalogueItem item(SourceLine line) {
        assertThat(line).isInstanceOf(Wanted.class);
        return ((Wanted) line).item();
    }

    private static Mistake mistake(SourceLine line) {
        assertThat(line).isInstanceOf(Bad.class);
        assertThat(((Bad) line).mistakes()).hasSize(1);
        return ((Bad) line).mistakes().get(0);
    }

    @Test
    void aTableHasAnItemALine() {
        List<SourceLine> lines = csv("id,type,colour,fabric,seed\na-1,Shirt,White,denim;silk,7\na-2,Bag,Red,,\n");

        CatalogueItem first = item(lines.get(0));
        assertThat(first.id()).isEqualTo("a-1");
        assertThat(first.seed()).isEqualTo(7);
        assertThat(first.attributes().values())
                .isEqualTo(Map.of(
                        "type", List.of("Shirt"), "colour", List.of("White"), "fabric", List.of("denim", "silk")));
        assertThat(item(lines.get(1)).attributes().values()).containsEntry("fabric", List.of());
    }

    @Test
    void anItemWithoutAnIdHasItsLinesNumberAndWithoutASeedTheNextOne() {
        List<SourceLine> lines = csv("type,colour\nShirt,White\n\nShirt,Red");

        assertThat(lines).extracting(SourceLine::line).containsExactly(2L, 4L);
        assertThat(lines).extracting(line -> item(line).id()).containsExactly("2", "4");
        assertThat(lines).extracting(line -> item(line).seed()).containsExactly(100L, 102L);
    }

    @Test
    void mendingALineChangesNoOtherPicture() {
        CatalogueItem before = item(csv("type,colour\nShirt,Whit\nShirt,Red").get(1));
        CatalogueItem after = item(csv("type,colour\nShirt,White\nShirt,Red").get(1));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aCellInQuotesMayHoldACommaAndSpaceAroundACellIsNoPartOfIt() {
        List<SourceLine> lines = csv("type , colour\r\n Shirt ,\"Navy, dark\"\r\n");
        assertThat(item(lines.get(0)).attributes().values()).containsEntry("colour", List.of("Navy, dark"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() {
        assertThat(item(csv("\uFEFFtype,colour\nShirt,Red").get(0)).id()).isEqualTo("2");
    }

    @Test
    void aValueThatTheModelDoesNotKnowIsToldWithTheClosest() {
        Mistake mistake = mistake(csv("type,colour\nShirt,Whit\n").get(0));
        assertThat(mistake.field()).isEqualTo("colour");
        assertThat(mistake.value()).isEqualTo("Whit");
        assertThat(mistake.closest()).first().isEqualTo("White");
        assertThat(mistake.message()).contains("did you mean 'White'");
    }

    @Test
    void allMistakesOfALineAreTold() {
        Bad bad = (Bad) csv("type,colour,seed\nShrt,Whit,-1\n").get(0);
        assertThat(bad.mistakes()).extracting(Mistake::field).containsExactlyInAnyOrder("type", "colour", "seed");
    }

    @Test
    void ofALineOrHeaderThatIsWrongInAThousandPlacesTheFirstAreKeptAndHowManyMoreThereAre() {
        String fields =
                IntStream.range(0, 1_000).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));

        Bad bad = (Bad) jsonl("{" + fields + "}").get(0);

        assertThat(bad.mistakes()).hasSize(20);
        assertThat(bad.mistakes().get(18).field()).isNotEmpty();
        // Each field is one that the model does not know, and no text.
        assertThat(bad.mistakes().get(19).message()).containsPattern("[0-9]{4} mistakes more");
        String header = IntStream.range(0, 1_000).mapToObj(i -> "," + i).collect(Collectors.joining("", "type", "\n"));
        assertThatThrownBy(() -> csv(header))
                .isInstanceOfSatisfying(UnreadableSourceException.class, e -> assertThat(e.mistakes())
                        .hasSize(20)
                        .last()
                        .extracting(Mistake::message)
                        .isEqualTo("There are 981 mistakes more."));
    }

    @Test
    void aCombinationThatTheModelCannotMakeIsToldWithTheNearest() {
        assertThat(mistake(csv("type,colour\nBag,White\n").get(0)).message()).contains("nearest combination");
    }

    @Test
    void anOpenQuoteSpoilsItsLineAlone() {
        List<SourceLine> lines = csv("type,colour\n\"Shirt,Red\nShirt,White\n");
        assertThat(mistake(lines.get(0)).message()).contains("quotes do not match");
        assertThat(item(lines.get(1)).seed()).isEqualTo(101);
    }

    @Test
    void aLineWithTooFewOrTooManyCellsIsBad() {
        List<SourceLine> lines = csv("type,colour\nShirt\nShirt,Navy, dark\nShirt,Red\n");
        assertThat(mistake(lines.get(0)).message()).contains("has 1 cells, and the header 2");
        assertThat(mistake(lines.get(1)).message()).contains("has 3 cells").contains("quotes");
        assertThat(lines.get(2)).isInstanceOf(Wanted.class);
    }

    @Test
    void aLineInAnotherEncodingIsBad() {
        byte[] latin = "type,colour\nShirt,Réd\nShirt,Red\n".getBytes(StandardCharsets.ISO_8859_1);
        List<SourceLine> lines = read(Format.CSV, latin);
        assertThat(mistake(lines.get(0)).message()).contains("not in UTF-8");
        assertThat(mistake(lines.get(0)).value()).contains("Réd");
        assertThat(lines.get(1)).isInstanceOf(Wanted.class);
    }

    @Test
    void aTextInUtf16IsRefusedAsAWhole() {
        byte[] utf16 = "type,colour\nShirt,Red\n".getBytes(Charset.forName("UTF-16"));
        assertThatThrownBy(() -> read(Format.CSV, utf16))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void aLineThatIsTooLongIsBadAndTheNextIsRead() {
        List<SourceLine> lines = csv("type,colour\nShirt," + "x".repeat(200_000) + "\nShirt,Red\n");
        assertThat(mistake(lines.get(0)).message()).contains("more than 16384 bytes");
        assertThat(item(lines.get(1)).id()).isEqualTo("3");
    }

    /** What a line says is remembered to check the next like it faster, but not where it is long. */
    @Test
    void thousandsOfLongWrongLinesTakeLittleMemory() throws IOException {
        int lines = 6_000;
        String rest = "x".repeat(15_000);
        WantedItems items = WantedItems.read(
                Format.CSV,
                input(IntStream.rangeClosed(0, lines)
                        .mapToObj(i -> i == 0 ? "type,colour\n" : "Shirt," + i + rest + "\n")),
                SCHEMA,
                100);

        assertThat(keptBy(items, lines)).as("bytes kept of 90 MB").isLessThan(30_000_000);
    }

    @Test
    void thousandsOfLinesThatAreWrongInManyPlacesTakeLittleMemory() throws IOException {
        int lines = 3_000;
        WantedItems items = WantedItems.read(
                Format.JSONL,
                input(IntStream.range(0, lines).mapToObj(line -> IntStream.range(0, 120)
                        .mapToObj(i -> "\"" + Integer.toString(1_000 + 120 * line + i, 36) + "\":[]")
                        .collect(Collectors.joining(",", "{", "}\n")))),
                SCHEMA,
                100);

        assertThat(keptBy(items, lines)).as("bytes kept").isLessThan(20_000_000);
    }

    /** Lines that are made as they are read. */
    private static InputStream input(Stream<String> lines) {
        Iterator<InputStream> texts = lines.<InputStream>map(
                        line -> new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return texts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return texts.next();
            }
        });
    }

    /** Bytes that are in use after so many bad lines, which are all that there is. */
    private static long keptBy(WantedItems items, int lines) throws IOException {
        long before = used();
        for (int bad = 0; bad < lines; bad++) {
            assertThat(items.next()).get().isInstanceOf(Bad.class);
        }
        long kept = used() - before;
        assertThat(items.next()).isEmpty();
        return kept;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aTableWithoutAHeaderIsRefused() {
        assertThatThrownBy(() -> csv("Shirt,Red\nShirt,White\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("no header")
                .hasMessageContaining("id,type,colour,fabric");
        assertThatThrownBy(() -> csv("\n \n")).hasMessageContaining("empty");
    }

    @Test
    void aHeaderThatNamesNoAttributeIsToldWithTheClosest() {
        assertThatThrownBy(() -> csv("type,color\nShirt,Red\n"))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.mistakes().get(0).closest()).first().isEqualTo("colour"));
        assertThatThrownBy(() -> csv("type,type,colour\n")).hasMessageContaining("twice");
    }

    @Test
    void anIdMayNotHaveControlCharacters() {
        assertThat(mistake(csv("id,type,colour\n\"a\tb\",Shirt,Red\n").get(0)).field())
                .isEqualTo("id");
        assertThat(mistake(jsonl("{\"id\": \"\", \"type\": \"Shirt\", \"colour\": \"Red\"}")
                                .get(0))
                        .field())
                .isEqualTo("id");
    }

    @Test
    void jsonHasAnObjectALine() {
        List<SourceLine> lines = jsonl("""
                {"id": "a-1", "type": "Shirt", "colour": "White", "fabric": ["silk", "denim"], "seed": 7}

                {"type": "Bag", "colour": "Red"}
                """);
        assertThat(item(lines.get(0)).attributes().values()).containsEntry("fabric", List.of("denim", "silk"));
        assertThat(item(lines.get(0)).seed()).isEqualTo(7);
        assertThat(item(lines.get(1)).id()).isEqualTo("3");
        assertThat(item(lines.get(1)).seed()).isEqualTo(102);
    }

    @Test
    void whatIsNoObjectNoJsonOrNoTextIsBad() {
        List<SourceLine> lines = jsonl("""
                ["Shirt"]
                {"type": "Shirt", "type": "Bag", "colour": "Red"}
                {"type": "Shirt"
                {"type": 3, "colour": "Red"}
                {"type": "Shirt", "colour": "Red", "seed": 1.5}
                {"type": "Shirt", "colour": "Red", "colr": "Red"}
                {"type": "Shirt", "colour": "Red"}
                """);
        assertThat(mistake(lines.get(0)).message()).contains("must be an object");
        assertThat(mistake(lines.get(1)).message()).contains("Duplicate");
        assertThat(mistake(lines.get(2)).message()).contains("no JSON");
        assertThat(((Bad) lines.get(3)).mistakes())
                .extracting(Mistake::message)
                .anyMatch(m -> m.contains("must be a text"));
        assertThat(mistake(lines.get(4)).field()).isEqualTo("seed");
        assertThat(mistake(lines.get(5)).closest()).contains("colour");
        assertThat(lines.get(6)).isInstanceOf(Wanted.class);
    }

    @Test
    void axesAreMultipliedTheLastVariesFastest() {
        List<SourceLine> lines = axes("""
                {"axes": {"type": ["Shirt", "Bag"], "colour": ["Navy, dark", "Red"]},
                 "attributes": {"fabric": ["lace"]}, "seeds": 2}
                """);
        assertThat(lines).hasSize(8);
        assertThat(lines.subList(0, 3))
                .extracting(line -> item(line).attributes().label())
                .containsExactly("Navy, dark, lace, Shirt", "Navy, dark, lace, Shirt", "Red, lace, Shirt");
        assertThat(lines)
                .extracting(line -> item(line).seed())
                .containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L);
    }

    @Test
    void whatTheModelCannotMakeIsLeftOutOfAllValuesAndIsAMistakeAmongNamedOnes() {
        assertThat(axes("{\"axes\": {\"type\": \"*\", \"colour\": \"*\"}, \"seeds\": 3}"))
                .hasSize(15)
                .allMatch(Wanted.class::isInstance);
        List<SourceLine> named = axes("{\"axes\": {\"type\": [\"Bag\"], \"colour\": [\"White\", \"Red\"]}}");
        assertThat(mistake(named.get(0)).message()).contains("cannot make");
        assertThat(named.get(1)).isInstanceOf(Wanted.class);
    }

    @Test
    void wrongAxesAreRefusedWithAllMistakes() {
        assertThatThrownBy(
                        () -> axes(
                                "{\"axes\": {\"typ\": \"*\", \"colour\": [\"Whit\"]}, \"attributes\": {\"colour\": \"Red\"}, \"seeds\": 0}"))
                .isInstanceOfSatisfying(
                        UnreadableSourceException.class,
                        e -> assertThat(e.mistakes()).extracting(Mistake::field).contains("typ", "colour", "seeds"));
        assertThatThrownBy(() -> axes("{\"axis\": {}}")).hasMessageContaining("must be an object such as");
    }

    @Test
    void theLargestSeedIsFollowedByTheSmallest() throws IOException {
        WantedItems items = WantedItems.read(
                Format.CSV,
                new ByteArrayInputStream("type,colour\nShirt,Red\nShirt,Red".getBytes(StandardCharsets.UTF_8)),
                SCHEMA,
                GenerationRequest.LARGEST_SEED);
        assertThat(item(items.next().orElseThrow()).seed()).isEqualTo(GenerationRequest.LARGEST_SEED);
        assertThat(item(items.next().orElseThrow()).seed()).isZero();
    }
}
