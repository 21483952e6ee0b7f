/**
 * The dialog of the settings.
 *
 * <p>{@link io.cellar.ui.preferences.PreferencesDialog} has a list of pages at the left and one
 * page at a time beside it. A page is made of {@link io.cellar.ui.preferences.TypedField}s, each of
 * which reads its text by a rule of {@link io.cellar.ui.preferences.FieldRules} and tells beside
 * itself what is wrong with it; as long as anything is, OK cannot be pressed. Nothing is changed
 * before that.
 */
package io.cellar.ui.preferences;
