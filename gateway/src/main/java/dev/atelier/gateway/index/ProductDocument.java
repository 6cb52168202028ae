package dev.atelier.gateway.index;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * A product as a document of the index. The vectors of each embedder are a field of their own: they are compared among
 * themselves alone, and those of another may have another length.
 */
final class ProductDocument {
    static final String STORE = "store";
    /** Store and embedder: the products that a search goes over, as one term. */
    static final String SPACE = "space";

    private static final String KEY = "key";
    private static final String EMBEDDER = "embedder";
    private static final String ATTRIBUTE = "attribute";
    private static final String PRICE = "price";
    private static final String IN_STOCK = "in-stock";
    private static final String PRODUCT = "product";
    private static final String UPDATED_AT = "updated-at";
    private static final String VECTOR = "vector.";
    private static final char BETWEEN = '\u0000';

    private ProductDocument() {}

    static Document of(ProductEmbedding embedded) {
        Product product = embedded.product();
        String embedder = embedded.embedding().embedder();
        var document = new Document();
        document.add(new StringField(KEY, product.key().toString(), Field.Store.NO));
        document.add(new StringField(STORE, product.store().toString(), Field.Store.NO));
        document.add(new StringField(SPACE, space(product.store().toString(), embedder), Field.Store.NO));
        document.add(new StringField(IN_STOCK, Boolean.toString(product.inStock()), Field.Store.NO));
        product.attributes()
                .forEach((name, values) -> values.forEach(
                        value -> document.add(new StringField(ATTRIBUTE, attribute(name, value), Field.Store.NO))));
        product.price()
                .ifPresent(price ->
                        document.add(new DoublePoint(PRICE, price.amount().doubleValue())));
        document.add(new KnnFloatVectorField(
                vector(embedder), embedded.embedding().vector().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StoredField(EMBEDDER, embedder));
        document.add(new StoredField(PRODUCT, Json.bytes(product)));
        document.add(new StoredField(UPDATED_AT, embedded.updatedAt().toString()));
        return document;
    }

    static Product product(Document stored) throws IOException {
        BytesRef json = stored.getBinaryValue(PRODUCT);
        return Json.mapper().readValue(json.bytes, json.offset, json.length, Product.class);
    }

    static String embedder(Document stored) {
        return stored.get(EMBEDDER);
    }

    /** When a gateway was told so; of a document that was made when indices did not keep it, before all that do. */
    static Instant updatedAt(Document stored) {
        String time = stored.get(UPDATED_AT);
        return time == null ? Instant.EPOCH : Instant.parse(time);
    }

    /** The field of an embedder's vectors. */
    static String vector(String embedder) {
        return VECTOR + embedder;
    }

    static Term key(ProductKey product) {
        return new Term(KEY, product.toString());
    }

    static Query inStock(boolean inStock) {
        return new TermQuery(new Term(IN_STOCK, Boolean.toString(inStock)));
    }

    static Query store(String store) {
        return new TermQuery(new Term(STORE, store));
    }

    static Query space(Space space) {
        return new TermQuery(new Term(SPACE, space(space.store(), space.embedder())));
    }

    /** What a search goes over. */
    static Query within(Space space, ProductFilter filter) {
        var all = new BooleanQuery.Builder().add(space(space), Occur.FILTER);
        filter.attributes().forEach((name, values) -> all.add(anyOf(name, values), Occur.FILTER));
        if (filter.from().isPresent() || filter.to().isPresent()) {
            double from = filter.from().map(Number::doubleValue).orElse(Double.NEGATIVE_INFINITY);
            double to = filter.to().map(Number::doubleValue).orElse(Double.POSITIVE_INFINITY);
            all.add(DoublePoint.newRangeQuery(PRICE, from, to), Occur.FILTER);
        }
        filter.inStock().ifPresent(inStock -> all.add(inStock(inStock), Occur.FILTER));
        return all.build();
    }

    private static Query anyOf(String name, List<String> values) {
        var terms = new ArrayList<BytesRef>();
        values.forEach(value -> terms.add(new BytesRef(attribute(name, value))));
        return new TermInSetQuery(ATTRIBUTE, terms);
    }

    private static String attribute(String name, String value) {
        return name + BETWEEN + value;
    }

    private static String space(String store, String embedder) {
        return store + BETWEEN + embedder;
    }

    /** The embedder that a term of {@link #SPACE} names, where it is one of the store. */
    static boolean isOf(String store, String space) {
        return space.startsWith(store + BETWEEN);
    }

    static String embedderOf(String space) {
        return space.substring(space.indexOf(BETWEEN) + 1);
    }
}
