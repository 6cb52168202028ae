package dev.atelier.contract.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {
    private static final StoredPicture PICTURE = new StoredPicture("products/s/p/x.png", "0".repeat(64));

    private static Product product(Map<String, List<String>> attributes, Optional<URI> link) {
        return new Product("shop", "SKU-1", PICTURE, "Shirt", attributes, Optional.empty(), true, link);
    }

    @Test
    void aKeyReadsBackFromItsText() {
        ProductKey key = new ProductKey("shop.example", "SKU-1_a.b");

        assertThat(ProductKey.parse(key.toString())).isEqualTo(key);
        assertThat(product(Map.of(), Optional.empty()).key()).isEqualTo(new ProductKey("shop", "SKU-1"));
    }

    @Test
    void storesOfTwoTenantsAreTwoAndThatOfTheDefaultTenantHasTheTextThatItHadBefore() {
        ProductKey left = new ProductKey(new StoreName("left", "shop"), "1");
        ProductKey ours = new ProductKey(new StoreName("default", "shop"), "1");

        assertThat(left).hasToString("left/shop/1").isNotEqualTo(ours);
        assertThat(ProductKey.parse("left/shop/1")).isEqualTo(left);
        assertThat(ours).hasToString("shop/1").isEqualTo(new ProductKey("shop", "1"));
    }

    @Test
    void aStoreHasOneTextAlone() {
        assertThatThrownBy(() -> ProductKey.parse("default/shop/1"))
                .hasMessageContaining("written without it, as 'shop'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "/1",
                "shop/",
                "Shop/1",
                "shop/A/b",
                "a/b/c/d",
                "/shop/1",
                "shop/..",
                "shop/a b",
                "../shop/1"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> ProductKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../a.png", "products/./a.png", "products/../models/a.png", "products/.."})
    void aPicturesKeyThatLeadsElsewhereIsRefused(String key) {
        assertThatThrownBy(() -> new StoredPicture(key, "0".repeat(64))).hasMessageContaining("'..'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..png", "products/.hidden/a.png", "products/a./b.png", "…"})
    void aPicturesKeyMayHaveDotsInItsNames(String key) {
        assertThat(new StoredPicture(key, "0".repeat(64)).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/shirts/1", "ftp://shop.example/1", "https:shirt"})
    void aLinkThatLeadsToNoPageIsRefused(String link) {
        assertThatThrownBy(() -> product(Map.of(), Optional.of(URI.create(link))))
                .hasMessageContaining("link");
    }

    @Test
    void attributesHaveAnOrderAndValues() {
        Product product =
                product(Map.of("type", List.of("Shirts"), "colour", List.of("Blue", "White")), Optional.empty());

        assertThat(product.attributes().keySet()).containsExactly("colour", "type");
        assertThatThrownBy(() -> product(Map.of("colour", List.of()), Optional.empty()))
                .hasMessageContaining("'colour' must have 1 to 64 values");
        assertThatThrownBy(() -> product(Map.of("colour", List.of("half \ud83d")), Optional.empty()))
                .hasMessageContaining("unpaired surrogate");
        assertThatThrownBy(() -> product(Map.of("colour", List.of(" ")), Optional.empty()))
                .hasMessageContaining("'colour' must have 1 to 500 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1E+3", "0.00001", "1234567890123456", "1E-1000000000"})
    void anAmountThatIsNoPriceIsRefused(String amount) {
        assertThatThrownBy(() -> Price.of(amount, "EUR")).hasMessageContaining("amount");
    }

    @Test
    void aCurrencyIsACode() {
        assertThat(Price.of("19.90", "EUR").amount()).isEqualTo(new BigDecimal("19.90"));
        assertThatThrownBy(() -> Price.of("1", "€")).hasMessageContaining("currency");
    }
}
