/**
 * The engine that brings blocks: from disk when they are there, else from their source, once for
 * all who want them.
 *
 * <pre>
 *                     request                 slot of the host free            verified, published
 *   NOT_CACHED ────────────────▶ QUEUED ───────────────────────▶ DOWNLOADING ─────────────────────▶ AVAILABLE
 *       ▲                        │  ▲                              │  │   │
 *       │   last party left      │  │   retry after a pause        │  │   └──── 404, 410 ─────────▶ ABSENT
 *       └────────────────────────┘  └──────────────────────────────┘  └──────── tries used up ────▶ FAILED(cause, next try)
 * </pre>
 *
 * <p>Whoever wants blocks opens a {@link io.cellar.download.Party} and asks with a {@link
 * io.cellar.download.Priority}. There is one flight per block in the process; all who want the
 * block join it, each with a future of its own, and the last one to leave ends the request on the
 * wire.
 */
package io.cellar.download;
