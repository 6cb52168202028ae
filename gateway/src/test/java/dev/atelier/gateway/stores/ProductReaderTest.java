package dev.atelier.gateway.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductReaderTest {
    private static ProductDetails read(String price) {
        String json = "{\"title\": \"Dress\", \"price\": " + price + "}";
        return ProductReader.read(new ProductKey("shop", "sku-1"), json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.00", "1e2"})
    void aRoundPriceIsReadHoweverItIsWritten(String price) {
        assertThat(read(price).price()).map(Price::amount).contains(new BigDecimal("100"));
    }

    @Test
    void aPriceWithAHugeExponentIsRefusedWithoutBeingWrittenOut() {
        // Written out this number does not even fit into the memory.
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read("1e999999999"));
        assertThat(problem.problem().errors()).extracting(FieldError::pointer).containsExactly("/price");
    }
}
