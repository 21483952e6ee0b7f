/** Windows that ask or tell: problems of a description, consent, address, keys, about. */
package io.cellar.ui.dialog;
