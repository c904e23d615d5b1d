using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Data;

/// <summary>
/// Notices that another program wrote into the open database without SQLite, as <c>cp backup.db site.db</c> does. In WAL mode SQLite
/// writes to the main file only in a checkpoint, and counts in the <c>-shm</c> file how far it has come
/// (https://sqlite.org/walformat.html, 2.2). So if the main file changes while that count does not, it was overwritten.
/// </summary>
internal sealed class OverwriteWatch : IDisposable
{
    /// <summary>The magic string, the page size and the file format, which never change while the database is open.</summary>
    private const int FixedStart = 20;

    /// <summary>Those, plus the change counter and the number of pages.</summary>
    private const int StartLength = 32;

    private readonly string _file;
    private readonly SafeFileHandle _main;
    private readonly SafeFileHandle? _log;
    private readonly SafeFileHandle? _index;
    private readonly Lock _looking = new();
    private Stamp _known;
    private Progress _progress;

    /// <summary>SHA-256 of the main file: a copy of another database can have the same length and the same counters.</summary>
    private string _hash = "";

    /// <param name="file">The database's main file, which a connection must have open already.</param>
    public OverwriteWatch(string file)
    {
        _file = file;
        _main = Open(file)!;
        // Without these two the database is not in WAL mode, and SQLite writes to the main file directly.
        _log = Open($"{file}-wal");
        _index = Open($"{file}-shm");
        while (_hash.Length == 0) Accept();
    }

    /// <summary>What was overwritten, or null. Cheap enough for every read and write.</summary>
    public string? WhatIsWrong()
    {
        lock (_looking)
        {
            if (_main.IsClosed) return $"{_file} is being opened again.";
            if (_index is null || _log is null) return ReadStamp().Fixed == _known.Fixed ? null : Overwritten(_file);
            var (before, now, salt) = (ReadProgress(), ReadStamp(), ReadSalt());
            // SQLite is writing right now. The next check will tell.
            if (before.IsUnderWay || ReadProgress() != before) return null;
            if (before.HasFrames && salt != before.Salt) return Overwritten($"{_file}-wal");
            if (now != _known && before == _progress && !IsOnlyTouched(now)) return Overwritten(_file);
            if (now != _known) Accept();
            else _progress = before;
            return null;
        }
    }

    /// <summary>While this changes, somebody is writing.</summary>
    public Stamp Now => ReadStamp();

    /// <summary>Reads the whole main file, but only after a checkpoint.</summary>
    private void Accept()
    {
        var (progress, stamp, hash) = (ReadProgress(), ReadStamp(), ReadHash());
        // SQLite wrote to it meanwhile. The next check will tell.
        if (ReadProgress() != progress || ReadStamp() != stamp) return;
        (_progress, _known, _hash) = (progress, stamp, hash);
    }

    private bool IsOnlyTouched(Stamp now) => (now with { Written = default }) == (_known with { Written = default }) && ReadHash() == _hash;

    /// <summary>Works even if the main file has been deleted; only the owner can read the copy.</summary>
    public void CopyMain(string target)
    {
        PrivateFiles.Create(target);
        using var copy = File.OpenHandle(target, FileMode.Open, FileAccess.Write);
        var buffer = new byte[128 * 1024];
        for (long at = 0; RandomAccess.Read(_main, buffer, at) is > 0 and var read; at += read) RandomAccess.Write(copy, buffer.AsSpan(0, read), at);
        RandomAccess.FlushToDisk(copy);
    }

    /// <summary>Closing these handles releases every lock that SQLite has on the files (POSIX), so close its connections first.</summary>
    public void Dispose()
    {
        lock (_looking)
        {
            _main.Dispose();
            _log?.Dispose();
            _index?.Dispose();
        }
    }

    private static string Overwritten(string path) => $"{path} was overwritten while the site was running.";

    private static SafeFileHandle? Open(string path) =>
        File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    private Stamp ReadStamp()
    {
        Span<byte> start = stackalloc byte[StartLength];
        start = start[..RandomAccess.Read(_main, start, 0)];
        return new Stamp(
            RandomAccess.GetLength(_main),
            // Windows updates it some time after the write.
            OperatingSystem.IsWindows() ? default : File.GetLastWriteTimeUtc(_main),
            Convert.ToHexString(start[..Math.Min(FixedStart, start.Length)]),
            Convert.ToHexString(start[Math.Min(FixedStart, start.Length)..]));
    }

    private string ReadHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        for (long at = 0; RandomAccess.Read(_main, buffer, at) is > 0 and var read; at += read) hash.AppendData(buffer, 0, read);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private Progress ReadProgress()
    {
        Span<byte> index = stackalloc byte[132];
        if (_index is null || RandomAccess.Read(_index, index, 0) < index.Length) return default;
        return new Progress(
            BinaryPrimitives.ReadUInt64LittleEndian(index[32..]),
            BitConverter.ToUInt32(index[16..]) > 0,
            BitConverter.ToUInt32(index[96..]),
            BitConverter.ToUInt32(index[128..]));
    }

    private ulong ReadSalt()
    {
        Span<byte> header = stackalloc byte[24];
        return RandomAccess.Read(_log!, header, 0) < header.Length ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
    }

    internal readonly record struct Stamp(long Length, DateTime Written, string Fixed, string Counted);

    /// <param name="Salt">Changes each time the log starts over.</param>
    /// <param name="Folded">How much of the log is in the main file.</param>
    /// <param name="Attempted">How much of it a checkpoint has tried to copy; equal to <paramref name="Folded"/> when it is done.</param>
    private readonly record struct Progress(ulong Salt, bool HasFrames, uint Folded, uint Attempted)
    {
        public bool IsUnderWay => Attempted != Folded;
    }
}
