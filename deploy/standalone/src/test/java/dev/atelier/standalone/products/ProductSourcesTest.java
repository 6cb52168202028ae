package dev.atelier.standalone.products;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.standalone.products.ProductLine.Bad;
import dev.atelier.standalone.products.ProductLine.Wanted;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductSourcesTest {
    @TempDir
    Path folder;

    private Path pictures;

    @BeforeEach
    void aPicture() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("1.jpg"), "one");
        Files.writeString(folder.resolve("secret.jpg"), "not of the shop");
    }

    private CsvProducts csv(String text) throws IOException {
        return CsvProducts.open(Files.writeString(folder.resolve("products.csv"), text), pictures);
    }

    private static List<ProductLine> all(ProductSource source) throws IOException {
        List<ProductLine> lines = new ArrayList<>();
        for (Optional<ProductLine> line = source.next(); line.isPresent(); line = source.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    @Test
    void aFileOfASpreadsheetMayBeginWithAByteOrderMark() throws Exception {
        try (CsvProducts source = csv("\uFEFF\"id\",title,picture\nsku-1,Bluse gr\u00fcn,1.jpg\n")) {
            Wanted product = (Wanted) all(source).get(0);

            assertThat(product.id()).isEqualTo("sku-1");
            assertThat(product.body().path("title").asText()).isEqualTo("Bluse gr\u00fcn");
        }
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithWhatToDo() throws Exception {
        Path file = Files.write(
                folder.resolve("old.csv"), "id,title,picture\n1,Bluse gr\u00fcn,1.jpg\n".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> CsvProducts.open(file, pictures))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("old.csv cannot be read: it is not in UTF-8")
                .hasMessageContaining("iconv");
    }

    @Test
    void aFileThatIsInAnotherEncodingFarBelowIsReadUpToThereAndSaysSo() throws Exception {
        String good = "sku,Shirt,1.jpg\n".repeat(5_000);
        Path file = Files.write(
                folder.resolve("mixed.csv"),
                ("id,title,picture\n" + good + "sku,Bluse gr\u00fcn,1.jpg\n").getBytes(ISO_8859_1));

        try (CsvProducts source = CsvProducts.open(file, pictures)) {
            List<ProductLine> lines = all(source);

            int last = lines.size() - 1;
            assertThat(lines.subList(0, last)).isNotEmpty().hasOnlyElementsOfType(Wanted.class);
            assertThat(((Bad) lines.get(last)).reason())
                    .contains("from here on")
                    .contains("not in UTF-8")
                    .contains("iconv");
        }
    }

    @Test
    void aLineOfCsvIsAProduct() throws Exception {
        try (CsvProducts source = csv("id,title,picture,price,currency,inStock,colour\n"
                + "sku-1,\"Shirt, long\",1.jpg,19.90,EUR,false,Red; Blue\n")) {
            Wanted product = (Wanted) all(source).get(0);

            assertThat(product.id()).isEqualTo("sku-1");
            assertThat(product.line()).isEqualTo(2);
            assertThat(product.body())
                    .hasToString("{\"title\":\"Shirt, long\",\"price\":19.90,\"currency\":\"EUR\",\"inStock\":false,"
                            + "\"attributes\":{\"colour\":[\"Red\",\"Blue\"]}}");
            assertThat(source.picture("1.jpg")).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aBadLineIsToldByItsNumberAndTheNextOnesAreRead() throws Exception {
        try (CsvProducts source =
                csv("id,title,picture,price\n" + "1,A,1.jpg,cheap\n" + "2,B\n" + ",C,1.jpg,2\n" + "4,D,1.jpg,4\n")) {
            List<ProductLine> lines = all(source);

            assertThat(lines).extracting(ProductLine::line).containsExactly(2L, 3L, 4L, 5L);
            assertThat(((Bad) lines.get(0)).reason()).contains("price").contains("cheap");
            assertThat(((Bad) lines.get(1)).reason()).contains("2 cells").contains("4");
            assertThat(((Bad) lines.get(2)).reason()).contains("no id");
            assertThat(lines.get(3)).isInstanceOf(Wanted.class);
        }
    }

    @Test
    void aHeaderWithoutAPictureAndAPictureOutsideOfTheFolderAreRefused() throws Exception {
        assertThatThrownBy(() -> csv("id,title\n1,A\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no column 'picture'");
        try (CsvProducts source = csv("id,title,picture\n1,A,../secret.jpg\n")) {
            assertThatThrownBy(() -> source.picture("../secret.jpg")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void fashionProductImagesAreReadAsTheyArePublishedWithCommasInTheirNames() throws Exception {
        Path zip = folder.resolve("fashion.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> entry : Map.of(
                            "styles.csv",
                            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,"
                                    + "productDisplayName\n"
                                    + "7,Men,Apparel,Topwear,Shirts,Navy Blue,Fall,2011,Casual,Check, long Shirt\n"
                                    + "8,Men,Apparel\n",
                            "images/7.jpg",
                            "seven")
                    .entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (FashionProductImages source = FashionProductImages.open(zip)) {
            List<ProductLine> lines = all(source);

            Wanted product = (Wanted) lines.get(0);
            assertThat(product.id()).isEqualTo("7");
            assertThat(product.body().path("title").asText()).isEqualTo("Check, long Shirt");
            assertThat(product.body().at("/attributes/article/0").asText()).isEqualTo("Shirts");
            assertThat(product.body().at("/attributes/colour/0").asText()).isEqualTo("Navy Blue");
            assertThat(source.picture(product.picture())).isEqualTo("seven".getBytes(StandardCharsets.UTF_8));
            assertThat(lines.get(1)).isEqualTo(new Bad(3, "There are 3 cells, not 10."));
        }
    }
}
