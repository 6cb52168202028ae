package dev.atelier.gateway.index;

import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.ProductKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Asks the index as it is at one moment. */
final class ProductSearcher {
    /** How many of the nearest are looked for in the graphs of all parts together: the more, the fewer are missed. */
    private static final int CANDIDATES = 800;

    private static final int LEAST_OF_A_PART = 100;

    private final IndexSearcher searcher;

    ProductSearcher(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    List<Hit> nearest(String store, Embedding picture, ProductFilter filter, int most) throws IOException {
        var nearest = new KnnFloatVectorQuery(
                ProductDocument.vector(picture.embedder()),
                picture.vector().toArray(),
                candidates(most),
                ProductDocument.within(new Space(store, picture.embedder()), filter));
        var hits = new ArrayList<Hit>(most);
        for (ScoreDoc found : searcher.search(nearest, most).scoreDocs) {
            hits.add(new Hit(ProductDocument.product(stored(found)), cosine(found.score)));
        }
        return hits;
    }

    /** Of each part. */
    private int candidates(int most) {
        int parts = Math.max(1, searcher.getIndexReader().leaves().size());
        return Math.max(2 * most, Math.max(LEAST_OF_A_PART, CANDIDATES / parts));
    }

    /** Lucene's score of vectors of length 1 is from 0 to 1. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }

    Optional<IndexedProduct> find(ProductKey key) throws IOException {
        ScoreDoc[] found = searcher.search(new TermQuery(ProductDocument.key(key)), 1).scoreDocs;
        if (found.length == 0) {
            return Optional.empty();
        }
        Document stored = stored(found[0]);
        String embedder = ProductDocument.embedder(stored);
        var embedding = new Embedding(embedder, vector(found[0].doc, ProductDocument.vector(embedder)));
        return Optional.of(
                new IndexedProduct(ProductDocument.product(stored), embedding, ProductDocument.updatedAt(stored)));
    }

    private Document stored(ScoreDoc found) throws IOException {
        return searcher.storedFields().document(found.doc);
    }

    private FeatureVector vector(int document, String field) throws IOException {
        List<LeafReaderContext> parts = searcher.getIndexReader().leaves();
        LeafReaderContext part = parts.get(ReaderUtil.subIndex(document, parts));
        FloatVectorValues vectors = part.reader().getFloatVectorValues(field);
        vectors.advance(document - part.docBase);
        return FeatureVector.towards(vectors.vectorValue());
    }

    StoreCounts counts(String store) throws IOException {
        var inStock = new BooleanQuery.Builder()
                .add(ProductDocument.store(store), Occur.FILTER)
                .add(ProductDocument.inStock(true), Occur.FILTER)
                .build();
        Map<String, Long> embedders = new TreeMap<>();
        for (String space : terms(ProductDocument.SPACE)) {
            if (ProductDocument.isOf(store, space)) {
                String embedder = ProductDocument.embedderOf(space);
                embedders.put(embedder, comparable(new Space(store, embedder)));
            }
        }
        // A term stays for a while when the last product that had it is gone.
        embedders.values().removeIf(count -> count == 0);
        return new StoreCounts(products(store), searcher.count(inStock), embedders);
    }

    long comparable(Space space) throws IOException {
        return searcher.count(ProductDocument.space(space));
    }

    SortedSet<String> stores() throws IOException {
        var stores = new TreeSet<String>();
        for (String store : terms(ProductDocument.STORE)) {
            if (has(store)) {
                stores.add(store);
            }
        }
        return stores;
    }

    boolean has(String store) throws IOException {
        return searcher.search(ProductDocument.store(store), 1).scoreDocs.length > 0;
    }

    private long products(String store) throws IOException {
        return searcher.count(ProductDocument.store(store));
    }

    private SortedSet<String> terms(String field) throws IOException {
        var all = new TreeSet<String>();
        for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
            Terms terms = part.reader().terms(field);
            if (terms != null) {
                TermsEnum each = terms.iterator();
                for (BytesRef term = each.next(); term != null; term = each.next()) {
                    all.add(term.utf8ToString());
                }
            }
        }
        return all;
    }
}
