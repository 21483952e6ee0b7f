/**
 * The engine that brings blocks: from disk when they are there, else from their source, once for
 * all who want them.
 *
 * <pre>
 *                     request                 slot of the host free            verified, published
 *   NOT_CACHED ────────────────▶ QUEUED ───────────────────────▶ DOWNLOADING ─────────────────────▶ AVAILABLE
 *       ▲                        │  ▲                              │  │   │
 *       │  last requester left   │  │   retry after a pause        │  │   └──── 404, 410 ─────────▶ ABSENT
 *       └────────────────────────┘  └──────────────────────────────┘  └──────── tries used up ────▶ FAILED(cause, next try)
 * </pre>
 *
 * <p>A source may also prove that it stores nothing of a block. That is no failure: the block is
 * EMPTY then, its voxels are the volume's fill value, and no file is written for it; the coverage
 * keeps it, so that it is not asked for again. To whoever asks for it it is as good as on disk.
 *
 * <p>Whoever wants blocks opens a {@link io.cellar.engine.Requester} and asks with a {@link
 * io.cellar.engine.Priority}: for voxels, or only that the block be on disk. A block is in flight
 * once in the process; all who want it join, each with futures of its own, and the last one to
 * leave ends the request on the wire.
 *
 * <p>Each fileset has a {@link io.cellar.engine.SourceMode}. While it is refreshed, a block that is
 * on disk may be in flight as a refresh too, which asks the server again: the state of the block,
 * its file and whoever asks for it do not notice, until the new file takes the place of the old
 * one.
 *
 * <p>The way of a block is a straight line over four {@link io.cellar.engine.Station}s, each with a
 * number of places and a line before it, the most urgent first. The columns tell who does it, on
 * which thread, and the {@link io.cellar.engine.Phase}:
 *
 * <pre>
 *   Requests     join or begin                   the caller's               -
 *   DiskReads    station: is it on disk?         platform cellar-disk-n     DISK_LINE, READING
 *   HostSlots    station of its host: a slot     whoever frees the slot     HOST_LINE
 *   Transfer     lock, look once more, fetch     virtual cellar-fetch       DOWNLOADING
 *   Decoding     station: verify, decode, show   platform cellar-store-n    DECODE_LINE, DECODING
 *   WriteQueue   station: publish, end           the same                   STORING
 * </pre>
 *
 * <p>A virtual thread does nothing but wait for the network; files are read and written, checksums
 * and codecs computed on platform threads, so that no request waits for a carrier that a disk or a
 * codec holds. The exception is the lock file with its look, three short calls to the system: a
 * hand-over would cost more. What nobody wants voxels of, and nothing is known of, passes by the
 * first station: it is looked for under its lock anyway. What nobody wants voxels of when it comes,
 * and its source knows to be good by comparing it ({@link
 * io.cellar.source.BlockSource#isKnownGood}), passes by the decoders: from its slot to the disk
 * such a block is handed over once.
 *
 * <p>Where a store forces many blocks to the disk with one call, one writer takes all that have
 * come while it was busy with those before, after a moment's waiting when many more are on their
 * way, and a second one helps when many wait; no thread is woken for a block that comes meanwhile.
 * Elsewhere each writer takes one block.
 *
 * <p>How to read it, in layers; each knows those above it only:
 *
 * <pre>
 *   Priority, Tier, SourceMode, Stored     words of the interface
 *   EngineLock, EngineTime, StateNotifier  decisions, time, news; FailureBook, Meters: what is kept
 *   Request, RequesterState, FairTurns     who asks for what, and in which turn
 *   Station, Host, OpenFileset             where blocks wait and what goes for many of them; InFlightBlock
 *   InFlight                               the registry: leave, deliver, end
 *   DiskReads, HostSlots, Transfer, Decoding, WriteQueue    the stations; Publishing
 *   FailurePolicy, HostWatch, ForeignLockWatch    what to do when it does not come
 *   BlockFlow                              what comes next, after each StageResult
 *   OpenFilesets, Requests                 what is known of blocks, retry, modes; who asks and leaves
 *   DownloadEngine                         puts it together
 * </pre>
 *
 * <p>All decisions are made under one lock, the {@link io.cellar.engine.EngineLock}; they touch
 * memory only, and what others notice of them happens when the lock has been let go. What is read
 * often, such as the state of a block and how far its download is, is read without the lock;
 * listeners are told of phases, not of progress. Every wait has a bound or an owner who can end it,
 * and every future comes to its end, whatever fails.
 */
package io.cellar.engine;
