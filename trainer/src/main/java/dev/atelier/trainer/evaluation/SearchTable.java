package dev.atelier.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How well each of several ways finds similar products.
 *
 * @param data name of the data set
 * @param pictures how many held-out pictures were looked for, each among the others
 * @param rows in the order of the table
 */
public record SearchTable(String data, int pictures, List<Row> rows) {

    /**
     * A way to find.
     *
     * @param dimensions of its vectors; 0 for none
     * @param precision of each attribute at {@value Retrieval#NEAREST}, 0 to 1
     */
    public record Row(String method, int dimensions, Map<String, Double> precision) {
        public Row {
            precision = new LinkedHashMap<>(precision);
        }
    }

    /** In Markdown. */
    public String markdown() {
        List<String> attributes = List.copyOf(rows.get(0).precision().keySet());
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%,d held-out pictures of %s, each looked for among the others%n%n", pictures, data));
        text.append(attributes.stream()
                .map(a -> " precision@" + Retrieval.NEAREST + ", same " + a + " |")
                .collect(Collectors.joining("", "| by | numbers |", "\n")));
        text.append("|---|---|").append("---|".repeat(attributes.size())).append('\n');
        for (Row row : rows) {
            text.append("| ").append(row.method()).append(" | ");
            text.append(row.dimensions() == 0 ? "–" : String.format(Locale.ROOT, "%,d", row.dimensions()));
            attributes.forEach(a -> text.append(String.format(
                    Locale.ROOT, " | %.1f %%", 100 * row.precision().get(a))));
            text.append(" |\n");
        }
        return text.toString();
    }
}
