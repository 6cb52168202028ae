package dev.atelier.gateway.search;

import dev.atelier.gateway.index.ProductFilter;

/**
 * What a client asks, correct in form.
 *
 * @param store its name, of the tenant who asks
 * @param count of results at most
 */
record Search(String store, By by, ProductFilter filter, int count) {
    static final int USUAL_COUNT = 10;
    static final int MOST = 100;
}
