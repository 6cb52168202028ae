package dev.atelier.gateway.index;

import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.gateway.index.IndexFolder.Opened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.lucene.search.IndexSearcher;

/**
 * The products of all stores, which are named by the text of their {@link dev.atelier.contract.products.StoreName}. One thread opens, applies and commits; any thread asks, and sees what was applied before the
 * last {@link #refresh}. What was applied and not committed is gone after a crash, and the bookmark with it, so that it is
 * read from the log once more.
 *
 * <p>Every call may throw {@link IndexFailedException}; the index is then to be opened again.
 */
public final class ProductIndex {
    private final IndexFolder folder;
    private volatile Optional<Opened> opened = Optional.empty();

    /** @param folder its own, made where it is absent */
    public ProductIndex(Path folder) {
        this.folder = new IndexFolder(folder);
    }

    /**
     * Opens it, as it was committed; an index that is damaged is an empty one.
     *
     * @return up to where it holds the log; empty where it holds nothing
     * @throws IndexInUseException where another process has it open
     */
    public Optional<Bookmark> open() {
        close();
        Opened now = folder.open();
        opened = Optional.of(now);
        return now.bookmark();
    }

    /**
     * Takes the newest of a product into it.
     *
     * @param embedded empty removes the product
     * @throws IllegalArgumentException where the vector has another length than the others of its embedder
     */
    public void apply(ProductKey key, Optional<ProductEmbedding> embedded) {
        change(index -> {
            if (embedded.isPresent()) {
                index.writer().updateDocument(ProductDocument.key(key), ProductDocument.of(embedded.get()));
            } else {
                index.writer().deleteDocuments(ProductDocument.key(key));
            }
        });
    }

    /** Shows what was applied. */
    public void refresh() {
        change(index -> index.searchers().maybeRefreshBlocking());
    }

    /** Writes down what was applied, and that it is the log up to {@code bookmark}. */
    public void commit(Bookmark bookmark) {
        change(index -> {
            index.writer().setLiveCommitData(bookmark.texts().entrySet());
            index.writer().commit();
        });
    }

    /** Forgets everything. */
    public void clear() {
        change(index -> {
            index.writer().deleteAll();
            index.writer().setLiveCommitData(List.of());
            index.writer().commit();
            index.searchers().maybeRefreshBlocking();
        });
    }

    /** Does nothing where it is not open. What was applied and not committed is lost. */
    public void close() {
        Optional<Opened> last = opened;
        opened = Optional.empty();
        try {
            if (last.isPresent()) {
                last.get().close();
            }
        } catch (IOException e) {
            throw new IndexFailedException("the index cannot be closed: " + e.getMessage(), e);
        }
    }

    /** Closes it and removes its folder. */
    public void discard() {
        close();
        folder.delete();
    }

    /**
     * The products most like a picture, the most similar first.
     *
     * @param most 1 or more
     */
    public List<Hit> nearest(String store, Embedding picture, ProductFilter filter, int most) {
        return ask(searcher -> searcher.nearest(store, picture, filter, most));
    }

    /** A product as it was applied. */
    public Optional<IndexedProduct> find(ProductKey key) {
        return ask(searcher -> searcher.find(key));
    }

    /** Whether the store has a product. */
    public boolean has(String store) {
        return ask(searcher -> searcher.has(store));
    }

    public StoreCounts counts(String store) {
        return ask(searcher -> searcher.counts(store));
    }

    /** Products that a search in the store goes over. */
    public long comparable(Space space) {
        return ask(searcher -> searcher.comparable(space));
    }

    /** The stores that have a product. */
    public SortedSet<String> stores() {
        return ask(ProductSearcher::stores);
    }

    private interface Change {
        void make(Opened index) throws IOException;
    }

    private interface Question<T> {
        T ask(ProductSearcher searcher) throws IOException;
    }

    private void change(Change change) {
        try {
            change.make(index());
        } catch (IOException | IllegalStateException e) {
            // A writer that failed once is closed, and says so by an IllegalStateException from then on.
            throw new IndexFailedException("the index cannot be written: " + e.getMessage(), e);
        }
    }

    private <T> T ask(Question<T> question) {
        Opened index = index();
        try {
            IndexSearcher searcher = index.searchers().acquire();
            try {
                return question.ask(new ProductSearcher(searcher));
            } finally {
                index.searchers().release(searcher);
            }
        } catch (IOException | IllegalStateException e) {
            throw new IndexFailedException("the index cannot be read: " + e.getMessage(), e);
        }
    }

    private Opened index() {
        return opened.orElseThrow(() -> new IndexFailedException("the index is not open"));
    }
}
