/** Models for tests. */
package dev.atelier.standalone.models;
