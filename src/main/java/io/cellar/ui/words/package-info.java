/**
 * Texts and figures, without any toolkit: {@link io.cellar.ui.words.Words} looks texts up in the
 * message bundle, {@link io.cellar.ui.words.Figures} writes numbers, bytes, rates and times in the
 * locale's form.
 */
package io.cellar.ui.words;
