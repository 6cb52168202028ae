/**
 * What the models' catalogue says: names, versions, aliases, schemas. Start at {@link
 * dev.atelier.gateway.models.ModelsResource}; {@link dev.atelier.gateway.models.Models} finds what a client names.
 */
package dev.atelier.gateway.models;
