package dev.atelier.contract.catalogues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.messages.CatalogueSource.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WantedItemsProperties {
    private static final List<String> COLOURS = List.of("Navy, dark", "White \"off\"", "Rouge", "白");
    private static final List<String> FABRICS = List.of("denim", "lace", "silk");
    private static final AttributeSchema SCHEMA =
            AttributeSchema.of(Attribute.oneOf("colour", COLOURS), Attribute.manyOf("fabric", FABRICS));

    record Row(String id, String colour, List<String> fabric, Optional<Long> seed) {
        String csv() {
            return String.join(
                    ",",
                    quoted(id),
                    quoted(colour),
                    quoted(String.join(";", fabric)),
                    seed.map(Object::toString).orElse(""));
        }

        private static String quoted(String cell) {
            return '"' + cell.replace("\"", "\"\"") + '"';
        }

        String json() {
            ObjectNode json =
                    JsonNodeFactory.instance.objectNode().put("id", id).put("colour", colour);
            fabric.forEach(json.putArray("fabric")::add);
            seed.ifPresent(value -> json.put("seed", value));
            return json.toString();
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> ids = Arbitraries.strings()
                .withChars("abcxyzÄ,;\"'/ -_01")
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(String::strip)
                .filter(id -> !id.isEmpty());
        Arbitrary<List<String>> fabrics = Arbitraries.subsetOf(FABRICS)
                .map(some -> FABRICS.stream().filter(some::contains).toList());
        return Combinators.combine(
                        ids,
                        Arbitraries.of(COLOURS),
                        fabrics,
                        Arbitraries.longs().between(0, (1L << 53) - 1).optional())
                .as(Row::new)
                .list()
                .ofMaxSize(30);
    }

    /** Gives as many bytes at a time as it likes, as a connection does. */
    private static InputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }

    private static List<SourceLine> read(Format format, InputStream in) {
        try {
            var lines = new ArrayList<SourceLine>();
            WantedItems items = WantedItems.read(format, in, SCHEMA, 5);
            for (Optional<SourceLine> line = items.next(); line.isPresent(); line = items.next()) {
                lines.add(line.get());
            }
            return lines;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSays(List<SourceLine> lines, List<Row> rows, int headers) {
        assertThat(lines).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            CatalogueItem item = ((SourceLine.Wanted) lines.get(i)).item();
            assertThat(lines.get(i).line()).isEqualTo(i + 1 + headers);
            assertThat(item.id()).isEqualTo(row.id());
            assertThat(item.attributes().values().get("colour")).containsExactly(row.colour());
            assertThat(item.attributes().values().get("fabric")).isEqualTo(row.fabric());
            assertThat(item.seed()).isEqualTo(row.seed().orElse(5L + i));
        }
    }

    @Property(tries = 200)
    void whatIsWrittenAsATableIsReadAsItWas(
            @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 50) int piece) {
        String table = "id,colour,fabric,seed\n" + rows.stream().map(Row::csv).collect(Collectors.joining("\r\n"));
        assertSays(read(Format.CSV, inPieces(table.getBytes(StandardCharsets.UTF_8), piece)), rows, 1);
    }

    @Property(tries = 200)
    void whatIsWrittenAsJsonIsReadAsItWas(
            @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 50) int piece) {
        String lines = rows.stream().map(Row::json).collect(Collectors.joining("\n"));
        assertSays(read(Format.JSONL, inPieces(lines.getBytes(StandardCharsets.UTF_8), piece)), rows, 0);
    }

    @Property(tries = 200)
    void noBytesAreMoreThanBadLines(@ForAll byte[] noise) {
        byte[] header = "colour,fabric\n".getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[header.length + noise.length];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(noise, 0, both, header.length, noise.length);
        read(Format.JSONL, new ByteArrayInputStream(both));
        List<SourceLine> lines = read(Format.CSV, new ByteArrayInputStream(both));
        assertThat(lines).isEqualTo(read(Format.CSV, inPieces(both, 3)));
    }
}
