package dev.atelier.trainer.datasets.sources;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which products are taken. What is most frequent is counted in the data that are there. */
public enum ProductFilter {
    /** All. */
    ALL {
        @Override
        List<Product> of(List<Product> products) {
            return products;
        }
    },
    /** Apparel: its six most frequent types in their six most frequent colours. */
    APPAREL {
        @Override
        List<Product> of(List<Product> products) {
            List<Product> apparel =
                    only(products, p -> p.value(ProductAttribute.CATEGORY).equals("Apparel"));
            return mostFrequent(mostFrequent(apparel, ProductAttribute.TYPE, 6), ProductAttribute.COLOUR, 6);
        }
    },
    /** Topwear, bottomwear and shoes in their three most frequent colours. */
    WEAR {
        @Override
        List<Product> of(List<Product> products) {
            List<Product> wear = only(products, p -> WORN.contains(p.value(ProductAttribute.TYPE)));
            return mostFrequent(wear, ProductAttribute.COLOUR, 3);
        }
    };

    private static final List<String> WORN = List.of("Topwear", "Bottomwear", "Shoes");

    abstract List<Product> of(List<Product> products);

    private static List<Product> mostFrequent(List<Product> products, ProductAttribute attribute, int count) {
        Map<String, Long> counts = products.stream()
                .map(p -> p.value(attribute))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> top = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
        return only(products, p -> top.contains(p.value(attribute)));
    }

    private static List<Product> only(List<Product> products, Predicate<Product> wanted) {
        return products.stream().filter(wanted).toList();
    }
}
