using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Data;

/// <summary>A small JSON file in the data folder, for what the site would not know after a restart.</summary>
internal sealed class DataFile<T>(string folder, string name, JsonTypeInfo<T> type)
    where T : class
{
    private readonly string _path = Path.Combine(folder, name);
    private byte[]? _saved, _refused;

    /// <summary>Both null without the file.</summary>
    public Outcome<T> Load()
    {
        try
        {
            return new Outcome<T>(File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), type) : null, null);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException)
        {
            return Outcome<T>.Refused(broken.Message);
        }
    }

    /// <summary>Writes only what differs from the file. If it can't be written, each further call tries again.</summary>
    /// <param name="isNothing">There is nothing to remember: if there is no file yet, none is created.</param>
    /// <returns>Why it can't be written, once for the same content; otherwise null.</returns>
    public string? Save(T content, bool isNothing = false)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(content, type);
        if (IsSame(_saved)) return null;
        try
        {
            if (!(File.Exists(_path) ? IsSame(File.ReadAllBytes(_path)) : isNothing))
            {
                PrivateFiles.CreateFolder(folder);
                AtomicFile.Write(_path, json);
            }

            _saved = json;
            return null;
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            var isKnown = IsSame(_refused);
            _refused = json;
            return isKnown ? null : WriteFailure.Cause(failure);
        }

        bool IsSame(byte[]? other) => other is not null && json.AsSpan().SequenceEqual(other);
    }
}
