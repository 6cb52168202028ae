/** Prepared data sets in the object store: {@link dev.atelier.trainer.datasets.store.DataSetStore}. */
package dev.atelier.trainer.datasets.store;
