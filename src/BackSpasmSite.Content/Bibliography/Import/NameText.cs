using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography.Import;

internal static partial class NameText
{
    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
    [
        "van", "von", "der", "den", "de", "del", "della", "dei", "degli", "di", "da", "das", "do", "dos", "du", "des", "la", "le", "lo", "ten", "ter", "te", "zu", "zum",
        "zur", "vom", "im", "in", "het", "’t", "'t", "op", "af", "av", "el", "al", "bin", "ibn", "ben", "y", "e", "und", "vander", "vande", "san", "st.",
    ]);

    private const int LongestName = 60;

    /// <summary>Such as <c>French, Simon D</c>, <c>Smith, Jr, John</c>, <c>Jan van der Berg</c>; a group keeps its words.</summary>
    public static AuthorName Read(string name)
    {
        name = Tidy(name);
        var parts = name.Split(',', StringSplitOptions.TrimEntries).ToList();
        // EndNote writes a comma after the name of a group.
        if (parts.Count > 1 && parts[^1].Length == 0) return new AuthorName(Literal: name.TrimEnd(',', ' '));
        parts.RemoveAll(part => Degree().IsMatch(part));
        if (parts.Count == 1) return parts[0].Contains(' ') && !IsGroup(parts[0]) ? Natural(parts[0]) : new AuthorName(Literal: parts[0]);
        if (parts.Count > 3 || IsGroup(name) && parts.Exists(part => part.Split(' ').Length > 3)) return new AuthorName(Literal: name);
        if (parts.Count == 2) return Clean(new AuthorName(parts[0], parts[1]));
        return Suffix().IsMatch(parts[1]) || !Suffix().IsMatch(parts[2])
            ? Clean(new AuthorName(parts[0], parts[2], Suffix: parts[1]))
            : Clean(new AuthorName(parts[0], parts[1], Suffix: parts[2]));
    }

    /// <summary>
    /// Particles at the end of the given name (<c>Jan van der</c>) go to the family name, and a suffix to its place. “Smith, Jan van der”
    /// is how many programs sort such a name.
    /// </summary>
    public static AuthorName Clean(AuthorName name)
    {
        name = name with { Family = Part(name.Family), Given = Part(name.Given), NonDroppingParticle = Part(name.NonDroppingParticle), DroppingParticle = Part(name.DroppingParticle), Suffix = Part(name.Suffix)?.Trim(',', ' '), Literal = Part(name.Literal) };
        if (name.Family is null) return name.Literal is null && name.Given is not null ? new AuthorName(Literal: name.Given) : name with { Given = name.Literal is null ? name.Given : null };
        name = name with { Literal = null };
        if (name.Given is { } withDegree && DegreeAtEnd().Replace(withDegree, "") is { Length: > 0 } given) name = name with { Given = given };
        if (name.Suffix is not null && Degree().IsMatch(name.Suffix)) name = name with { Suffix = null };
        if (name.Suffix is null && name.Given is { } first && SuffixAtEnd().Match(first) is { Success: true, Index: > 0 } ofGiven)
            name = name with { Given = first[..ofGiven.Index].TrimEnd(',', ' '), Suffix = ofGiven.Groups[1].Value };
        if (name.Suffix is null && SuffixAtEnd().Match(name.Family!) is { Success: true, Index: > 0 } ofFamily)
            name = name with { Family = name.Family![..ofFamily.Index].TrimEnd(',', ' '), Suffix = ofFamily.Groups[1].Value };
        if (name.NonDroppingParticle is not null || name.DroppingParticle is not null || name.Given is null) return name;

        var words = name.Given.Split(' ');
        var particles = words.Reverse().TakeWhile(word => Particles.Contains(word)).Count();
        return particles == 0 || particles == words.Length
            ? name
            : name with { Given = string.Join(' ', words[..^particles]), NonDroppingParticle = string.Join(' ', words[^particles..]) };
    }

    /// <summary>“Smith J, van der Berg AB” is two names, unlike “Smith, J”.</summary>
    public static IReadOnlyList<string> Divide(string names) =>
        names.Split(',', StringSplitOptions.TrimEntries) is { Length: > 1 } parts && parts.All(part => part.Length <= LongestName && WithInitials().IsMatch(part)) ? parts : [names];

    public static bool IsOthers(string name) => Others().IsMatch(name);

    public static bool IsGroup(string name) => GroupWord().IsMatch(name);

    private static AuthorName Natural(string name)
    {
        var words = name.Split(' ').ToList();
        string? suffix = null;
        if (words.Count > 2 && Suffix().IsMatch(words[^1]))
        {
            suffix = words[^1];
            words.RemoveAt(words.Count - 1);
        }

        // PubMed's short form.
        if (words.Count > 1 && words[^1].Length <= 3 && words[^1].All(char.IsUpper) && words[0].Any(char.IsLower))
            return Clean(new AuthorName(string.Join(' ', words[..^1]), words[^1], Suffix: suffix));
        var particle = words.FindIndex(1, word => Particles.Contains(word));
        var family = particle > 0 && particle < words.Count - 1 ? particle : words.Count - 1;
        return Clean(new AuthorName(string.Join(' ', words[family..]), string.Join(' ', words[..family]), Suffix: suffix));
    }

    private static string Tidy(string name) => MarkedText.Words(name).Trim(';', ' ');

    private static string? Part(string? part) => part is null || Tidy(part) is not { Length: > 0 } tidy ? null : tidy;

    [GeneratedRegex(@"\A(?:Jr|Sr|Junior|Senior|I{2,3}|IV|VI{0,2}|2nd|3rd|4th)\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\A(?:[\p{L}'’-]+ )*\p{L}*\p{Lu}[\p{L}'’-]*\p{Ll} \p{Lu}{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithInitials();

    [GeneratedRegex(@"[,\s]\s*((?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SuffixAtEnd();

    [GeneratedRegex(@"\A(?:M\.?D\.?|Ph\.?D\.?|DPhil|M\.?Sc\.?|B\.?Sc\.?|DPT|MPH|MBBS|FRCP|FRCS|D\.?O\.?|D\.?C\.?|P\.?T\.?|RN)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Degree();

    [GeneratedRegex(@"(?:,\s*(?:M\.?D\.?|Ph\.?D\.?|DPhil|M\.?Sc\.?|B\.?Sc\.?|DPT|MPH|MBBS|FRCP|FRCS|RN))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DegreeAtEnd();

    [GeneratedRegex(@"\A(?:others|(?:and\s+|…\s*)?(?:et\.?\s+al\.?|others)|\.\.\.|…)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Others();

    [GeneratedRegex(@"\b(?:groups?|organi[sz]ation|society|association|institutes?|committee|collaborat(?:ion|ive|ors)|council|college|academy|university|network|agency|department|ministry|services?|trust|cent(?:re|er)|foundation|consortium|investigators|team|panel|task ?force|federation|union|commission|board|office|national|international|european|world|alliance|project|programme|hospital|school|clinic|NHS|WHO|for|of|the)\b|&", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GroupWord();
}
