package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.preparation.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** styles.csv of Fashion Product Images: a header, then a row for each product, its name in the last column. */
final class StylesTable {

    static final String FILE = "styles.csv";

    private static final int MOST_ROWS = 2_000_000;
    private static final String ID = "id";
    private static final String NAME = "productDisplayName";
    private static final String NOT_AVAILABLE = "NA";

    private final List<String> header;

    private StylesTable(List<String> header) {
        this.header = header;
    }

    /**
     * The products in the table's order.
     *
     * @param findings is told of rows that can't be used, and of those without a name, which can
     */
    static List<Product> read(SourceFiles files, Findings findings) throws IOException {
        try (TableLines lines = new TableLines(FILE, files.stream(FILE))) {
            StylesTable table = new StylesTable(header(lines));
            List<Product> products = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            while (lines.next()) {
                if (products.size() == MOST_ROWS) {
                    throw new DataSetException(FILE + " has more than " + MOST_ROWS + " rows, more than any data set");
                }
                String place = "line " + lines.number();
                List<String> fields = CsvLine.split(lines.text(), table.header.size());
                if (fields.size() < table.header.size() - 1) {
                    findings.skip("row with too few columns", place);
                    continue;
                }
                String id = fields.get(table.header.indexOf(ID)).strip();
                if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
                    findings.skip("row without an id", place);
                } else if (!ids.add(id)) {
                    findings.skip("id that an earlier row has", place);
                } else {
                    if (fields.size() < table.header.size()
                            || fields.get(table.header.indexOf(NAME)).isBlank()) {
                        findings.remark("row without a name", place);
                    }
                    products.add(table.product(lines.number(), id, fields));
                }
            }
            return products;
        }
    }

    private static List<String> header(TableLines lines) throws IOException {
        List<String> header = lines.next()
                ? CsvLine.split(lines.text(), 100).stream().map(String::strip).toList()
                : List.of();
        List<String> needed = new ArrayList<>(List.of(ID));
        for (ProductAttribute attribute : ProductAttribute.values()) {
            needed.add(attribute.column());
        }
        needed.add(NAME);
        if (!header.containsAll(needed) || !header.get(header.size() - 1).equals(NAME)) {
            throw new DataSetException(FILE + " begins with '" + String.join(",", header)
                    + "', expected its header, with the columns " + needed + ", " + NAME + " last");
        }
        return header;
    }

    private Product product(long line, String id, List<String> fields) {
        Map<ProductAttribute, String> values = new EnumMap<>(ProductAttribute.class);
        for (ProductAttribute attribute : ProductAttribute.values()) {
            String value = fields.get(header.indexOf(attribute.column())).strip();
            values.put(attribute, value.equals(NOT_AVAILABLE) ? "" : value);
        }
        return new Product(line, id, values);
    }
}
