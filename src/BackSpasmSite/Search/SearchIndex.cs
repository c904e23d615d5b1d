using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>
/// The full-text index: an SQLite file in the data folder, derived from the edition. It may be deleted at any time; a file that is
/// broken or of another version is built anew. One service updates it, and searches read it one at a time.
/// </summary>
internal sealed class SearchIndex(IOptions<SiteOptions> options) : IDisposable
{
    private readonly Lock _reading = new();
    private readonly SemaphoreSlim _broken = new(0, 1);
    private SearchFile? _file;
    private SearchReader? _reader;
    private volatile bool _isReady;
    private volatile bool _isBroken;

    /// <summary>False until the index has been built, and while it can't be.</summary>
    public bool IsReady => _isReady;

    public string Path { get; } = System.IO.Path.Combine(options.Value.DataPath, "search.db");

    /// <summary>Brings the file up to date with an edition. Only articles and papers whose words changed are written.</summary>
    public void Update(Edition edition, CancellationToken cancellation)
    {
        var language = SearchLanguage.Of(edition.Site.Language);
        try
        {
            if (_file is null && !_isBroken) _file = SearchFile.Open(Path, language);
            if (_file is not null && _file.Language == language && File.Exists(Path)) _file.Update(edition, cancellation);
            else Build(edition, language, cancellation);
        }
        catch (SqliteException failure) when (IsBroken(failure))
        {
            _file = null;
            Build(edition, language, cancellation);
        }

        (_isBroken, _isReady) = (false, true);
    }

    /// <summary>Reads the index; the default value if it can't be read at the moment.</summary>
    public T? Read<T>(Func<SearchReader, T> read)
    {
        lock (_reading)
        {
            if (!_isReady || _file is null) return default;
            try
            {
                _reader ??= new SearchReader(Path, _file.Words);
                return read(_reader);
            }
            catch (SqliteException)
            {
                // The file was deleted or damaged since it was built.
                Close();
                _isBroken = true;
                if (_broken.CurrentCount == 0) _broken.Release();
                return default;
            }
        }
    }

    /// <summary>Waits until a search finds the file broken, so that the next update builds it anew.</summary>
    public Task BrokenAsync(CancellationToken cancellation) => _broken.WaitAsync(cancellation);

    public void Dispose()
    {
        lock (_reading) Close();
        _broken.Dispose();
    }

    /// <summary>Builds a new file beside the old one, which can be searched meanwhile if it is not broken.</summary>
    private void Build(Edition edition, SearchLanguage language, CancellationToken cancellation)
    {
        var built = SearchFile.Build($"{Path}.new", edition, language, cancellation);
        lock (_reading)
        {
            Close();
            SearchFile.Delete(Path);
            File.Move($"{Path}.new", Path);
            _file = built.MovedTo(Path);
        }
    }

    private void Close()
    {
        (_reader, _file, _isReady) = (Closed(_reader), null, false);

        static SearchReader? Closed(SearchReader? reader)
        {
            reader?.Dispose();
            return null;
        }
    }

    /// <summary>Whether a new file would help. It would not if the folder can't be written, the disk is full, or the file is locked.</summary>
    private static bool IsBroken(SqliteException failure) => failure.SqliteErrorCode is not (3 or 5 or 6 or 8 or 13 or 14);
}
