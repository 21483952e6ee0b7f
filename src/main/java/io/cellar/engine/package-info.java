/**
 * The engine that brings blocks: from disk when they are there, else from their source, once for
 * all who want them.
 *
 * <pre>
 *                     request                 slot of the host free            verified, published
 *   NOT_CACHED ────────────────▶ QUEUED ───────────────────────▶ DOWNLOADING ─────────────────────▶ AVAILABLE
 *       ▲                        │  ▲                              │  │   │
 *       │   last requester left      │  │   retry after a pause        │  │   └──── 404, 410 ─────────▶ ABSENT
 *       └────────────────────────┘  └──────────────────────────────┘  └──────── tries used up ────▶ FAILED(cause, next try)
 * </pre>
 *
 * <p>Whoever wants blocks opens a {@link io.cellar.engine.Requester} and asks with a {@link
 * io.cellar.engine.Priority}: for voxels, or only that the block be on disk. There is one flight
 * per block in the process; all who want the block join it, each with futures of its own, and the
 * last one to leave ends the request on the wire.
 *
 * <p>Each fileset has a {@link io.cellar.engine.SourceMode}. While it is refreshed, a block that is
 * on disk may have a second flight, which asks the server again: the state of the block, its file
 * and whoever asks for it do not notice, until the new file takes the place of the old one.
 *
 * <p>How to read it, in the order of a flight:
 *
 * <pre>
 *   Requests     who asks, asks again, leaves          Request, VoxelRequest, EngineRequester
 *   InFlight       one flight per block                  InFlightBlock, Phase
 *   BlockFlow        what comes next, after each outcome   StageResult
 *   DiskReads   looks on disk first                   WaitingLine
 *   HostSlots   slots of hosts                        Host, SlotRules, host.*
 *   Transfer      lock, fetch, verify, show, publish    DecodeWorkers, PublishWorkers, stage.*
 *   FailurePolicy      what a failure means                  HostWatch, AddressTrust, FailureBook
 *   Refreshes      a block that is on disk is asked for again
 *   SourceModes         where blocks may come from           SourceMode, OpenFileset
 *   BlockStates   what is known of a block; retry
 *   ForeignLockWatch     another program has the lock
 *   DiskGuard     the disk takes no more
 * </pre>
 *
 * <p>All decisions are made under one lock, the {@link io.cellar.engine.EngineLock}; they touch
 * memory only, and what others notice of them happens when the lock has been let go. Waiting for
 * the network is done on virtual threads, one for each open request; reading, decoding and writing
 * on few platform threads. Every wait has a bound or an owner who can end it, and every future
 * comes to its end, whatever fails.
 */
package io.cellar.engine;
