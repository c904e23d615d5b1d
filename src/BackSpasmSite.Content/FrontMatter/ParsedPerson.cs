using System.Collections.Frozen;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <param name="Portrait">The picture's address as written, or null.</param>
/// <param name="PortraitOffset">Where it stands in <c>people.yaml</c>.</param>
internal sealed record ParsedPerson(Person Person, SourceText Source, string? Portrait, int PortraitOffset)
{
    /// <summary>The keys in whose values something is wrong; null where nothing but the person's own key could be read.</summary>
    public IReadOnlySet<string>? Faulty { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Every value that is wrong as it was in an earlier version of the file.</summary>
    public ParsedPerson With(ParsedPerson? before)
    {
        if (before is null || Faulty is { Count: 0 }) return this;
        var (now, then) = (Person, before.Person);
        return this with
        {
            Person = now with
            {
                Name = Of("name", now.Name, then.Name),
                Roles = Of("role", now.Roles, then.Roles),
                Credentials = Of("credentials", now.Credentials, then.Credentials),
                Organisation = Of("organisation", now.Organisation, then.Organisation),
                Bio = Of("bio", now.Bio, then.Bio),
                Url = Of("url", now.Url, then.Url),
                Interests = Of("interests", now.Interests, then.Interests),
            },
            Portrait = Of("image", Portrait, before.Portrait),
        };

        T Of<T>(string key, T mine, T other) => Faulty?.Contains(key) != false ? other : mine;
    }
}
