package io.cellar.ui.status;

/**
 * A host in trouble, as it is told to the user.
 *
 * @param text which host, why, and when it is tried again
 * @param details all that is known of the cause
 * @param probing true while it is being tried, so that there is nothing to be tried
 * @param tryNow tries it at once
 * @param cacheOnly has nothing asked of any host any more
 */
public record HostTrouble(
    String text, String details, boolean probing, Runnable tryNow, Runnable cacheOnly) {}
