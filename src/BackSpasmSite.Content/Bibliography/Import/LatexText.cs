using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Turns LaTeX into text with CSL-JSON's tags: accents, symbols, braces, simple formatting and simple mathematics.</summary>
internal sealed partial class LatexText
{
    private const int DeepestNesting = 50;

    private static readonly FrozenDictionary<string, char> Accents = new Dictionary<string, char>
    {
        ["`"] = '\u0300',
        ["'"] = '\u0301',
        ["^"] = '\u0302',
        ["~"] = '\u0303',
        ["="] = '\u0304',
        ["u"] = '\u0306',
        ["."] = '\u0307',
        ["\""] = '\u0308',
        ["r"] = '\u030A',
        ["H"] = '\u030B',
        ["v"] = '\u030C',
        ["d"] = '\u0323',
        ["c"] = '\u0327',
        ["k"] = '\u0328',
        ["b"] = '\u0331',
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["aa"] = "å",
        ["AA"] = "Å",
        ["ae"] = "æ",
        ["AE"] = "Æ",
        ["oe"] = "œ",
        ["OE"] = "Œ",
        ["o"] = "ø",
        ["O"] = "Ø",
        ["l"] = "ł",
        ["L"] = "Ł",
        ["ss"] = "ß",
        ["SS"] = "ẞ",
        ["i"] = "ı",
        ["j"] = "ȷ",
        ["dh"] = "ð",
        ["DH"] = "Ð",
        ["th"] = "þ",
        ["TH"] = "Þ",
        ["dj"] = "đ",
        ["DJ"] = "Đ",
        ["ng"] = "ŋ",
        ["NG"] = "Ŋ",
        ["textendash"] = "–",
        ["textemdash"] = "—",
        ["textquoteright"] = "’",
        ["textquoteleft"] = "‘",
        ["textquotedblleft"] = "“",
        ["textquotedblright"] = "”",
        ["textquotesingle"] = "'",
        ["textquotedbl"] = "\"",
        ["guillemotleft"] = "«",
        ["guillemotright"] = "»",
        ["quotedblbase"] = "„",
        ["textregistered"] = "®",
        ["texttrademark"] = "™",
        ["textcopyright"] = "©",
        ["textdegree"] = "°",
        ["degree"] = "°",
        ["textpm"] = "±",
        ["textmu"] = "µ",
        ["textbullet"] = "•",
        ["textperiodcentered"] = "·",
        ["textasciitilde"] = "~",
        ["textasciicircum"] = "^",
        ["textbackslash"] = "\\",
        ["textless"] = "<",
        ["textgreater"] = ">",
        ["textbar"] = "|",
        ["textbraceleft"] = "{",
        ["textbraceright"] = "}",
        ["textunderscore"] = "_",
        ["textellipsis"] = "…",
        ["ldots"] = "…",
        ["dots"] = "…",
        ["S"] = "§",
        ["P"] = "¶",
        ["pounds"] = "£",
        ["textsterling"] = "£",
        ["euro"] = "€",
        ["texteuro"] = "€",
        ["textonehalf"] = "½",
        ["textonequarter"] = "¼",
        ["textordfeminine"] = "ª",
        ["textordmasculine"] = "º",
        ["textexclamdown"] = "¡",
        ["textquestiondown"] = "¿",
        ["textdollar"] = "$",
        ["textunderset"] = "",
        ["backslash"] = "\\",
        ["lbrace"] = "{",
        ["rbrace"] = "}",
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["varepsilon"] = "ε",
        ["zeta"] = "ζ",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["nu"] = "ν",
        ["xi"] = "ξ",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["varphi"] = "φ",
        ["chi"] = "χ",
        ["psi"] = "ψ",
        ["omega"] = "ω",
        ["Gamma"] = "Γ",
        ["Delta"] = "Δ",
        ["Theta"] = "Θ",
        ["Lambda"] = "Λ",
        ["Pi"] = "Π",
        ["Sigma"] = "Σ",
        ["Phi"] = "Φ",
        ["Psi"] = "Ψ",
        ["Omega"] = "Ω",
        ["pm"] = "±",
        ["times"] = "×",
        ["cdot"] = "·",
        ["leq"] = "≤",
        ["le"] = "≤",
        ["geq"] = "≥",
        ["ge"] = "≥",
        ["lt"] = "<",
        ["gt"] = ">",
        ["neq"] = "≠",
        ["ne"] = "≠",
        ["sim"] = "∼",
        ["approx"] = "≈",
        ["infty"] = "∞",
        ["circ"] = "°",
        ["prime"] = "′",
        ["to"] = "→",
        ["rightarrow"] = "→",
        ["leftarrow"] = "←",
        ["div"] = "÷",
        ["minus"] = "−",
        ["textminus"] = "−",
        ["quad"] = " ",
        ["qquad"] = " ",
        ["newline"] = " ",
        ["par"] = " ",
        ["linebreak"] = " ",
        ["space"] = " ",
        ["LaTeX"] = "LaTeX",
        ["TeX"] = "TeX",
        ["BibTeX"] = "BibTeX",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Marks = new Dictionary<string, string>
    {
        ["emph"] = "i",
        ["textit"] = "i",
        ["textsl"] = "i",
        ["mkbibemph"] = "i",
        ["mathit"] = "i",
        ["textbf"] = "b",
        ["mathbf"] = "b",
        ["mkbibbold"] = "b",
        ["textsuperscript"] = "sup",
        ["textsubscript"] = "sub",
        ["mathsf"] = "",
        ["em"] = "i",
        ["it"] = "i",
        ["itshape"] = "i",
        ["sl"] = "i",
        ["bf"] = "b",
        ["bfseries"] = "b",
    }.ToFrozenDictionary();

    private static readonly SearchValues<char> Special = SearchValues.Create(@"\{}$~`'-");

    /// <summary>Old commands that format the rest of their group.</summary>
    private static readonly string[] Switches = ["em", "it", "itshape", "sl", "bf", "bfseries", "sc", "scshape", "rm", "sf", "tt", "normalfont"];

    private readonly string _tex;
    private int _at;
    private int _depth;

    private LatexText(string tex) => _tex = tex;

    public static string Decode(string tex)
    {
        var text = tex.AsSpan().IndexOfAny(Special) < 0 ? tex : new LatexText(tex).Run(inMath: false);
        return Space().Replace(text, " ").Trim().Normalize(NormalizationForm.FormC);
    }

    public static string Address(string tex)
    {
        var text = UrlCommand().Replace(tex.Trim(), "$1");
        text = Escaped().Replace(text, "$1").Replace(@"\textasciitilde", "~", StringComparison.Ordinal).Replace(@"{\_}", "_", StringComparison.Ordinal);
        return WebUtility.HtmlDecode(string.Concat(text.Where(c => c is not ('{' or '}')))).Trim();
    }

    private string Run(bool inMath)
    {
        var text = new StringBuilder();
        while (_at < _tex.Length && _tex[_at] != '}')
        {
            var c = _tex[_at];
            if (c == '\\') text.Append(Command(inMath));
            else if (c == '{') text.Append(Group(inMath));
            else if (c == '$')
            {
                _at++;
                if (inMath) return text.ToString();
                text.Append(Deeper(() => Run(inMath: true)));
            }
            else if (inMath && c is '_' or '^' && _at + 1 < _tex.Length)
            {
                _at++;
                var script = Argument(inMath: true);
                text.Append(script is "°" or "′" ? script : Marked(c == '_' ? "sub" : "sup", script));
            }
            else text.Append(Plain(inMath));
        }

        return text.ToString();
    }

    private string Plain(bool inMath)
    {
        foreach (var (tex, sign) in (ReadOnlySpan<(string, string)>)[("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("?`", "¿"), ("!`", "¡")])
        {
            if (inMath || !_tex.AsSpan(_at).StartsWith(tex, StringComparison.Ordinal)) continue;
            _at += tex.Length;
            return sign;
        }

        return _tex[_at++] switch
        {
            '~' => " ",
            '`' => "‘",
            '-' when inMath => "−",
            var other => other.ToString(),
        };
    }

    private string Group(bool inMath)
    {
        _at++;
        var text = Deeper(() => Run(inMath));
        if (_at < _tex.Length) _at++;
        return text;
    }

    private string Argument(bool inMath)
    {
        while (_at < _tex.Length && _tex[_at] is ' ' or '\n' or '\t') _at++;
        if (_at == _tex.Length || _tex[_at] == '}') return "";
        if (_tex[_at] == '{') return Group(inMath);
        if (_tex[_at] == '\\') return Deeper(() => Command(inMath));
        var letter = StringInfo.GetNextTextElement(_tex, _at);
        _at += letter.Length;
        return letter;
    }

    private string Command(bool inMath)
    {
        _at++;
        if (_at == _tex.Length) return "";
        if (!char.IsAsciiLetter(_tex[_at]))
        {
            var sign = _tex[_at++];
            if (Accents.TryGetValue(sign.ToString(), out var mark) && !inMath) return Accented(mark);
            return sign switch { '-' or '/' or '!' or '(' or ')' or '[' or ']' => "", '\\' or ' ' or ',' or ';' or ':' or '\n' => " ", _ => sign.ToString() };
        }

        var start = _at;
        while (_at < _tex.Length && char.IsAsciiLetter(_tex[_at])) _at++;
        var name = _tex[start.._at];
        if (Accents.TryGetValue(name, out var accent)) return Accented(accent);
        // The space after a command ends its name; an empty group does too.
        if (Symbols.TryGetValue(name, out var symbol))
        {
            EndOfName();
            return symbol;
        }

        if (Switches.Contains(name))
        {
            EndOfName();
            var rest = Run(inMath);
            return name is "sc" or "scshape" ? SmallCapitals(rest) : Marked(Marks.GetValueOrDefault(name, ""), rest);
        }

        if (Marks.TryGetValue(name, out var tag)) return Marked(tag, Argument(inMath));
        switch (name)
        {
            case "textsc":
                return SmallCapitals(Argument(inMath));
            case "enquote" or "mkbibquote":
                return $"“{Argument(inMath)}”";
            case "href" or "textcolor" or "color" or "foreignlanguage":
                Argument(inMath);
                return name == "color" ? "" : Argument(inMath);
            case "ensuremath":
                return Argument(inMath: true);
            case "frac" or "tfrac" or "dfrac" or "nicefrac" or "sfrac":
                return $"{Argument(inMath)}/{Argument(inMath)}";
            default:
                // Unknown: without it, but with what it is about.
                EndOfName();
                return _at < _tex.Length && _tex[_at] == '{' ? Group(inMath) : "";
        }
    }

    private void EndOfName()
    {
        while (_at < _tex.Length && _tex[_at] is ' ' or '\n' or '\t') _at++;
        if (_tex.AsSpan(_at).StartsWith("{}", StringComparison.Ordinal)) _at += 2;
    }

    private string Accented(char accent)
    {
        var letters = Argument(inMath: false);
        if (letters.Length == 0) return "";
        var first = StringInfo.GetNextTextElement(letters);
        // An accent replaces the dot.
        var bare = first switch { "ı" => "i", "ȷ" => "j", _ => first };
        return $"{bare}{accent}{letters[first.Length..]}".Normalize(NormalizationForm.FormC);
    }

    /// <summary>A text with thousands of braces must not use up the stack.</summary>
    private string Deeper(Func<string> read)
    {
        if (_depth >= DeepestNesting)
        {
            var rest = _tex[_at..];
            _at = _tex.Length;
            return string.Concat(rest.Where(c => c is not ('{' or '}' or '\\')));
        }

        _depth++;
        var text = read();
        _depth--;
        return text;
    }

    private static string Marked(string tag, string text) => tag.Length == 0 || text.Length == 0 ? text : $"<{tag}>{text}</{tag}>";

    private static string SmallCapitals(string text) => text.Length == 0 ? "" : $"<span style=\"font-variant:small-caps;\">{text}</span>";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\\url\s*\{([^{}]*)\}")]
    private static partial Regex UrlCommand();

    [GeneratedRegex(@"\\([#$%&_{}~])")]
    private static partial Regex Escaped();
}
