/**
 * Recipes: everything that decides how a model is trained beside the data, as short YAML files that a person can read and
 * copy. The shipped ones are resources beside this package, named MODEL-RECIPE.yaml. Start reading at
 * {@link dev.atelier.trainer.recipes.Recipe}; knows networks as words only.
 */
package dev.atelier.trainer.recipes;
