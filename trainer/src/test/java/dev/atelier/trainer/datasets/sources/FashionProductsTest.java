package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.photos.Squares;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.Finding;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.Split;
import dev.atelier.trainer.datasets.preparation.Preparer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionProductsTest {

    private static final List<ProductAttribute> TYPE_AND_COLOUR =
            List.of(ProductAttribute.TYPE, ProductAttribute.COLOUR);

    @TempDir
    Path folder;

    @Test
    void aZipFileBecomesExamplesWithTheirAttributesAndClasses() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(20).zip(folder.resolve("products.zip"));

        PreparedFolder prepared = prepare(zip, ProductFilter.ALL);
        DataSet data = DataSet.read(prepared.folder().toString(), Optional.empty());

        assertThat(data.schema().attributes())
                .containsExactly(
                        Attribute.oneOf("type", List.of("Bottomwear", "Topwear")),
                        Attribute.oneOf("colour", List.of("Blue", "Red")));
        assertThat(data.training().classes().names())
                .containsExactly("Bottomwear Blue", "Bottomwear Red", "Topwear Blue", "Topwear Red");
        assertThat(data.training().count() + data.test().count()).isEqualTo(80);
        assertThat(data.test().count()).isBetween(1, 20);
        assertThat(prepared.manifest().counts())
                .containsEntry(Split.TRAINING, data.training().count())
                .containsEntry(Split.HELD_OUT, data.test().count());
        Examples training = data.training();
        for (int i = 0; i < training.count(); i++) {
            float[] condition = new float[4];
            training.condition(i, condition, 0);
            assertThat(condition).isEqualTo(training.classes().condition(training.label(i)));
            byte[] pixels = training.picture(i).pixels();
            boolean red = (pixels[(32 * 64 + 32) * 3] & 0xFF) > (pixels[(32 * 64 + 32) * 3 + 2] & 0xFF);
            assertThat(training.classes().name(training.label(i))).endsWith(red ? "Red" : "Blue");
        }
    }

    @Test
    void aFolderAndAZipFileWithAFolderInItGiveTheSameExamples() throws IOException {
        SmallFashionProducts products = SmallFashionProducts.shirtsAndJeans(5);
        Path zip = products.zip(folder.resolve("a.zip"), "myntradataset/", products.table());
        Path unpacked = products.folder(folder.resolve("unpacked/myntradataset"));

        PreparedFolder one = prepare(zip, ProductFilter.ALL);
        PreparedFolder other = prepare(unpacked.getParent(), ProductFilter.ALL);

        assertThat(one.manifest().digest()).isEqualTo(other.manifest().digest());
    }

    @Test
    void whatCanNotBeUsedIsCountedByReasonAndTheRestIsUsed() throws IOException {
        SmallFashionProducts products = SmallFashionProducts.shirtsAndJeans(5)
                .product(1, "Topwear", "Red")
                .product(2, "Topwear", "")
                .picture(2, 60, 80, Color.CYAN)
                .product(1000, "Topwear", "Red")
                .product(3, "Topwear", "Red")
                .picture(3, 60, 80, new Color(0, 1000 % 256, 200))
                .product(4, "Topwear", "Red")
                .picture(4, "<html>404</html>".getBytes(StandardCharsets.UTF_8))
                .product(5, "Topwear", "Red")
                .picture(5, cut(SmallFashionProducts.drawn(60, 80, BufferedImage.TYPE_3BYTE_BGR, Color.RED)))
                .row("6,Men,Apparel")
                .row("7,Men,Apparel,Topwear,Shirts,Red,Fall,2012,Casual,")
                .picture(7, 60, 80, Color.PINK)
                .product(8, "Topwear", "Red")
                .picture(8, SmallFashionProducts.drawn(60, 80, BufferedImage.TYPE_BYTE_GRAY, Color.DARK_GRAY))
                .product(9, "Topwear", "Red")
                .picture(9, 50, 50, Color.ORANGE);

        PreparedFolder prepared = prepare(products.zip(folder.resolve("a.zip")), ProductFilter.ALL);

        Map<String, Finding> skipped = byWhat(prepared.manifest().skipped());
        assertThat(skipped.get("row whose picture is missing").first()).containsExactly("line 22, images/1.jpg");
        assertThat(skipped.get("row without a colour").first()).containsExactly("line 23");
        assertThat(skipped.get("id that an earlier row has").first()).containsExactly("line 24");
        assertThat(skipped.get("same picture as another").first()).containsExactly("images/3.jpg is images/1000.jpg");
        assertThat(skipped.get("file that is no picture").first())
                .singleElement()
                .asString()
                .contains("images/4.jpg");
        assertThat(skipped.get("row with too few columns").first()).containsExactly("line 28");
        assertThat(skipped).hasSize(7).containsKey("damaged picture");
        Map<String, Finding> remarks = byWhat(prepared.manifest().remarks());
        assertThat(remarks.get("row without a name").first()).contains("line 29");
        assertThat(remarks.get("grey picture, made red, green and blue").first())
                .containsExactly("images/8.jpg");
        assertThat(remarks.get("picture of another shape than 3:4").first()).containsExactly("images/9.jpg");
        DataSet data = prepared.read();
        assertThat(data.training().count() + data.test().count()).isEqualTo(20 + 3);
    }

    private static byte[] cut(byte[] file) {
        return java.util.Arrays.copyOf(file, file.length * 3 / 4);
    }

    private static Map<String, Finding> byWhat(List<Finding> findings) {
        Map<String, Finding> byWhat = new HashMap<>();
        findings.forEach(f -> byWhat.put(f.what(), f));
        return byWhat;
    }

    @Test
    void filtersTakeWhatIsMostFrequentInTheDataThatAreThere() throws IOException {
        SmallFashionProducts products = new SmallFashionProducts();
        int id = 0;
        for (int colour = 0; colour < 8; colour++) {
            for (int i = 0; i < 10 + colour; i++) {
                products.product(id, "Topwear", "Colour" + colour).picture(id, 6, 8, new Color(id, colour * 20, 9));
                id++;
            }
        }
        Path zip = products.zip(folder.resolve("a.zip"));

        assertThat(prepare(zip, ProductFilter.APPAREL)
                        .manifest()
                        .schema()
                        .attributes()
                        .get(1)
                        .values())
                .containsExactlyInAnyOrder("Colour7", "Colour6", "Colour5", "Colour4", "Colour3", "Colour2");
        assertThat(prepare(zip, ProductFilter.WEAR)
                        .manifest()
                        .schema()
                        .attributes()
                        .get(1)
                        .values())
                .containsExactlyInAnyOrder("Colour7", "Colour6", "Colour5");
    }

    @Test
    void aZipFileThatPointsOutOfItsFolderIsRefused() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(1)
                .entry("images/../../evil.jpg", new byte[1])
                .zip(folder.resolve("a.zip"));

        assertRefused(zip, "images/../../evil.jpg", "points out of its folder");
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws IOException {
        Path outside = Files.write(
                folder.resolve("outside.jpg"),
                SmallFashionProducts.drawn(60, 80, BufferedImage.TYPE_3BYTE_BGR, Color.GREEN));
        Path unpacked = SmallFashionProducts.shirtsAndJeans(5).folder(folder.resolve("unpacked"));
        Path picture = unpacked.resolve("images/1001.jpg");
        Files.delete(picture);
        Files.createSymbolicLink(picture, outside);

        PreparedFolder prepared = prepare(unpacked, ProductFilter.ALL);
        assertThat(prepared.manifest().skipped())
                .contains(new Finding(
                        "link out of the data set's folder",
                        1,
                        List.of("images/1001.jpg, link out of the data set's folder: not followed")));

        Path table = unpacked.resolve("styles.csv");
        Files.move(table, folder.resolve("outside.csv"));
        Files.createSymbolicLink(table, folder.resolve("outside.csv"));
        assertRefused(unpacked, "styles.csv is a link out of the data set's folder");
    }

    @Test
    void aZipBombIsRefused() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(1)
                .entry("images/1000.jpg", new byte[32 << 20])
                .zip(folder.resolve("a.zip"));

        assertRefused(zip, "images/1000.jpg", "grows from", "no picture does");
    }

    @Test
    void anEntryThatIsLargerThanItsHeaderSaysIsRefused() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(5).zip(folder.resolve("a.zip"));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(bytes.limit() - 22 + 16);
        bytes.putInt(directory + 24, 100);
        Files.write(zip, bytes.array());

        assertRefused(zip, "styles.csv", "goes on after the 100 bytes");
    }

    @Test
    void aDamagedZipFileIsRefused() throws IOException {
        Path zip = Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});

        assertRefused(zip, "a.zip", "no whole zip file");
    }

    @Test
    void aTableWithoutItsHeaderIsRefusedWithWhatItBeginsWith() throws IOException {
        SmallFashionProducts products = SmallFashionProducts.shirtsAndJeans(1);
        String table = new String(products.table(), StandardCharsets.UTF_8);
        byte[] headless = table.substring(table.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);

        assertRefused(
                products.zip(folder.resolve("a.zip"), "", headless), "begins with '1000,Men", "expected its header");
    }

    @Test
    void aTableInAnotherEncodingIsRefusedWithItsLine() throws IOException {
        SmallFashionProducts products = SmallFashionProducts.shirtsAndJeans(1);
        String table = new String(products.table(), StandardCharsets.UTF_8).replace("A shirt", "Ein Hemd für Männer");

        assertRefused(
                products.zip(folder.resolve("a.zip"), "", table.getBytes(StandardCharsets.ISO_8859_1)),
                "styles.csv line 2",
                "not in UTF-8");
        assertRefused(
                products.zip(folder.resolve("b.zip"), "", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16BE)),
                "UTF-16",
                "expected UTF-8");
    }

    @Test
    void aFileWithoutTheTableIsRefused() {
        assertRefused(folder, "no styles.csv");
    }

    @Test
    void nothingIsLeftOfAPreparationThatWasInterruptedOrFailed() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(5).zip(folder.resolve("a.zip"));
        Path out = folder.resolve("sets/out");

        try (FashionProducts source = FashionProducts.open(zip, ProductFilter.ALL, TYPE_AND_COLOUR)) {
            assertThatThrownBy(() -> new Preparer("small", 16, Squares.PAD).prepare(source, out, (done, total) -> {
                        throw new CancellationException("enough");
                    }))
                    .hasMessage("enough");
        }

        try (Stream<Path> left = Files.list(out.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatExistsIsLeftAlone() throws IOException {
        Path zip = SmallFashionProducts.shirtsAndJeans(5).zip(folder.resolve("a.zip"));
        Path out = Files.createDirectory(folder.resolve("out"));

        try (FashionProducts source = FashionProducts.open(zip, ProductFilter.ALL, TYPE_AND_COLOUR)) {
            assertThatThrownBy(() -> new Preparer("small", 16, Squares.PAD).prepare(source, out, (done, total) -> {}))
                    .isInstanceOf(DataSetException.class)
                    .hasMessageContaining("exists already");
        }
    }

    /** Give the zip file as ATELIER_FASHION_PRODUCTS to run this. */
    @Test
    void thePublishedDataSetIsReadWhole() throws IOException {
        String place = System.getenv("ATELIER_FASHION_PRODUCTS");
        assumeThat(place)
                .as("the environment variable ATELIER_FASHION_PRODUCTS, the data set's zip file or folder")
                .isNotNull();

        PreparedFolder prepared = prepare(Path.of(place), ProductFilter.APPAREL);

        assertThat(prepared.manifest().schema().attributes().get(0).values())
                .contains("Topwear", "Bottomwear", "Innerwear", "Dress");
        assertThat(prepared.manifest().schema().attributes().get(1).values()).contains("Blue", "Black", "White");
        assertThat(prepared.read().training().count()).isGreaterThan(10_000);
    }

    private PreparedFolder prepare(Path from, ProductFilter filter) throws IOException {
        try (FashionProducts source = FashionProducts.open(from, filter, TYPE_AND_COLOUR);
                Stream<Path> files = Files.list(folder)) {
            return new Preparer("small", 64, Squares.PAD)
                    .prepare(source, folder.resolve("prepared" + files.count()), (done, total) -> {});
        }
    }

    private void assertRefused(Path from, String... parts) {
        assertThatThrownBy(() -> prepare(from, ProductFilter.ALL))
                .isInstanceOf(DataSetException.class)
                .hasMessageContainingAll(parts);
    }
}
