using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages.Editor;

/// <summary>The fields above the box with an article's file, as typed, with their mistakes.</summary>
/// <param name="Before">What they were when the form was shown, so that an untouched field changes nothing.</param>
internal sealed record FieldsView(ArticleFields Typed, ArticleFields Before, IReadOnlyList<ValidationError> Errors, Edition Edition)
{
    public IReadOnlyList<Person> Authors =>
        [.. Edition.People.Values.Where(person => person.Roles.Contains("writes") || person.Key == Typed["author"]).OrderBy(person => person.Name, StringComparer.Ordinal)];

    public IEnumerable<string> Pictures => Edition.Images.Keys.Order(StringComparer.Ordinal);

    /// <summary>Its mistakes are folded away with it otherwise.</summary>
    public bool ShowsPicture => Errors.Concat(Found).Any(error => error.Field.StartsWith("image-", StringComparison.Ordinal));

    public static FieldsView Of(string text, Edition edition)
    {
        var fields = ArticleFields.In(TypedText.Shown(text), edition.Date);
        return new FieldsView(fields, fields, [], edition);
    }

    /// <summary>Writes the changed fields into the text. A field with a mistake keeps what was typed.</summary>
    public static (FieldsView View, EditorForm Form) Read(IFormCollection posted, EditorForm form, Edition edition)
    {
        var text = TypedText.Shown(form.Text);
        var written = ArticleFields.In(text, edition.Date);
        var before = ArticleFields.Typed(name => Posted($"before.{name}"), written);
        var typed = ArticleFields.Typed(Posted, before);
        (text, var errors) = typed.Over(text, before, edition);

        var now = ArticleFields.In(text, edition.Date);
        var wrong = errors.Select(error => error.Field).ToHashSet();
        var view = new FieldsView(
            ArticleFields.Typed(name => wrong.Contains(name) ? typed[name] : null, now),
            ArticleFields.Typed(name => wrong.Contains(name) ? before[name] : null, now),
            [.. errors.Select(error => new ValidationError(error.Field, error.Words))],
            edition);
        return (view, form with { Text = text });

        string? Posted(string name) => posted.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The errors that <c>check</c> finds in the values; the page lists them with those of the text.</summary>
    public IReadOnlyList<ValidationError> Found { get; private init; } = [];

    public FieldsView With(ArticlePreview? preview, string text) => preview is null ? this : this with
    {
        Found =
        [
            .. ArticleFields.ByField(preview.Diagnostics.Where(found => found.Severity is Content.Diagnostics.Severity.Error), text)
                .Select(found => new ValidationError(found.Field, found.Diagnostic.Message))
                .Where(error => Errors.All(other => other.Field != error.Field)),
        ],
    };

    /// <summary>Of what was typed into the fields.</summary>
    public ErrorSummary Mistakes => new("Nothing is saved yet", Errors);

    /// <summary>All that is said beside the fields.</summary>
    public ErrorSummary Summary => Mistakes with { All = [.. Errors, .. Found] };

    public string? Invalid(string field) => Summary.In(field).Any() ? "true" : null;

    /// <summary>A date that no date field can show is shown as the text it is.</summary>
    public string DateType(string field) => Typed[field].Length == 0 || IsoDate.Parse(Typed[field]) is not null ? "date" : "text";
}
